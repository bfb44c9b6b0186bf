namespace Weir.Core.Catalog;

/// <summary>What is counted.</summary>
/// <param name="Code">Stable code: <c>ai_cost</c>, <c>ai_tokens</c>, <c>generations</c>.</param>
/// <param name="Unit">Base unit: <c>nano_usd</c>, <c>token</c>, <c>generation</c>, <c>character</c>, <c>second</c>.</param>
/// <param name="Limit">Whether it needs a grant.</param>
public sealed record Meter(string Code, string Unit, MeterLimit Limit);
