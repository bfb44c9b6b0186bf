namespace Weir.Proofs.Engine.Model;

/// <summary>The answer to a malformed operation: an exception, and no effect.</summary>
internal sealed class Refusal
{
    public static readonly Refusal Instance = new();

    private Refusal()
    {
    }

    public override string ToString() => "refused as malformed";
}
