namespace Weir.Gateway.Responses;

/// <summary>What was asked for and what served it.</summary>
/// <param name="Provider">Provider.</param>
/// <param name="Model">Model as the provider resolved it.</param>
/// <param name="TierRequested">Tier of the route.</param>
/// <param name="TierServed">Tier that served, and by which the call is priced.</param>
/// <param name="Retried">Whether there was a second attempt.</param>
/// <param name="Fallback">Whether the route's fallback answered.</param>
internal sealed record AiRouting(
    string Provider, string Model, string TierRequested, string TierServed, bool Retried, bool Fallback);
