namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary>Where a licence key is activated.</summary>
internal sealed record LemonInstance(string Id, string Name, DateTimeOffset CreatedAt);
