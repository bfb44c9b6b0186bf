namespace Weir.Http.Limits;

/// <summary>
/// Endpoint metadata: the call begins something. While the engine is full it is refused with 503 <c>overloaded</c>, before
/// anything is done for it. Not for what ends something: that always gets through.
/// </summary>
public sealed class Admission
{
    internal static Admission Instance { get; } = new();

    private Admission()
    {
    }
}
