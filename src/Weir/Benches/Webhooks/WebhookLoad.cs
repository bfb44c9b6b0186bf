namespace Weir.Benches.Webhooks;

/// <summary>How much comes.</summary>
/// <param name="PerSecond">Messages a second.</param>
/// <param name="Customers">Whom they are about in turn: a customer changes again only when the other changes were sent.</param>
/// <param name="Seconds">Length of the run; before it, everybody buys.</param>
internal sealed record WebhookLoad(int PerSecond, int Customers, int Seconds)
{
    public int Messages => PerSecond * Seconds;
}
