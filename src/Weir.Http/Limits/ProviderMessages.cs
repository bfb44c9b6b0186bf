namespace Weir.Http.Limits;

/// <summary>
/// Endpoint metadata: a provider's servers send here, signed. All apps' messages come from a few addresses, in bursts, and one
/// that is refused may be lost, so an address may send ten times as many as to the rest, counted for itself.
/// </summary>
public sealed class ProviderMessages
{
    internal const int Factor = 10;

    internal static ProviderMessages Instance { get; } = new();

    private ProviderMessages()
    {
    }
}
