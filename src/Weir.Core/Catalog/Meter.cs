namespace Weir.Core.Catalog;

/// <summary>What is counted.</summary>
/// <param name="Code">Stable code: <c>ai_cost</c>, <c>ai_tokens</c>, <c>generations</c>.</param>
/// <param name="Unit">Base unit: <c>nano_usd</c>, <c>token</c>, <c>generation</c>, <c>character</c>, <c>second</c>.</param>
/// <param name="Limit">Whether it needs a grant.</param>
public sealed record Meter(string Code, string Unit, MeterLimit Limit)
{
    /// <summary>
    /// The longest <see cref="LateAfter"/>: event ids are remembered this long, so an older event could be a repeat.
    /// </summary>
    public static readonly TimeSpan OldestEvent = TimeSpan.FromDays(35);

    /// <summary>What becomes of late events. Nothing older than <see cref="OldestEvent"/> is ever taken.</summary>
    /// <value>Default <see cref="LateEvents.Restate"/>.</value>
    public LateEvents LateEvents { get; init; } = LateEvents.Restate;

    /// <summary>An event is late when it occurred longer ago than this; whole seconds.</summary>
    /// <value>Default one day.</value>
    public TimeSpan LateAfter { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How far a sender's clock may be ahead: such an event occurred now, one beyond is refused; whole seconds.
    /// </summary>
    /// <value>Default 10 minutes.</value>
    public TimeSpan FutureTolerance { get; init; } = TimeSpan.FromMinutes(10);
}
