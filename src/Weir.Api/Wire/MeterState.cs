using Weir.Core.Engine;

namespace Weir.Api.Wire;

/// <summary>A meter's balance, in its base unit (nano-USD for <c>ai_cost</c>).</summary>
/// <param name="Meter">Meter code.</param>
/// <param name="Unit">Base unit.</param>
/// <param name="Granted">Units included.</param>
/// <param name="Used">Units used.</param>
/// <param name="Held">Units set aside for calls that are running.</param>
/// <param name="Remaining">Units that can still be used.</param>
/// <param name="HardLimit">Where calls stop.</param>
/// <param name="ResetsAt">When the next period begins; null when none does.</param>
internal sealed record MeterState(
    string Meter,
    string Unit,
    long Granted,
    long Used,
    long Held,
    long Remaining,
    long HardLimit,
    DateTimeOffset? ResetsAt)
{
    public static MeterState Of(MeterBalance balance) => new(
        balance.Meter, balance.Unit, balance.Granted, balance.Used, balance.Held, balance.Remaining, balance.HardLimit,
        balance.ResetsAt);
}
