using System.Globalization;
using Weir.Core.Engine;
using Weir.Core.Errors;
using Weir.Proofs.Engine.Model;

namespace Weir.Proofs.Engine.Comparison;

/// <summary>Answers as texts: equal texts are equal answers, and a difference can be read.</summary>
internal static class AnswerText
{
    public static string Of(object answer) => answer switch
    {
        ReserveResult reserve => $"{reserve.Status} {reserve.HoldId}"
            + (reserve.ExpiresAt == default ? "" : $" until {Instant(reserve.ExpiresAt)}") + Of(reserve.Denial) + Of(reserve.Settled),
        SettleResult settle => $"{settle.Status} as {settle.EventId}{Overrun(settle.Overrun)}{Balances(settle.Balances)}",
        RecordResult record =>
            $"{(record.Inserted ? "recorded" : "not recorded")} as {record.EventId}{(record.KeyConflict ? ", key conflict" : "")}",
        ConsumeResult consume => $"{consume.Status} as {consume.EventId}{Of(consume.Denial)}{Balances(consume.Balances)}",
        MeterBalance balance => Of(balance),
        _ => answer.ToString()!,
    };

    /// <summary>How it ended, for counting.</summary>
    public static string Outcome(object answer) => answer switch
    {
        ReserveResult reserve => reserve.Status.ToString(),
        SettleResult { Overrun.Count: > 0 } settle => $"{settle.Status} with overrun",
        SettleResult settle => settle.Status.ToString(),
        RecordResult record => record.Inserted ? "Recorded" : record.KeyConflict ? "KeyConflict" : "Known",
        ConsumeResult consume => consume.Status.ToString(),
        Refusal => "refused",
        _ => answer.ToString()!,
    };

    /// <summary>Microseconds, as the database counts.</summary>
    public static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    private static string Of(LimitDenial? denial) => denial is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $" by {denial.Scope} {denial.Meter}: granted {denial.Granted}, used {denial.Used}, held {denial.Held}, requested {denial.Requested}, remaining {denial.Remaining}, limit {denial.HardLimit}{Resets(denial.ResetsAt)}");

    private static string Of(SettledEvent? settled) => settled is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $" settled by {settled.EventId}: {settled.InputTokens}/{settled.CachedInputTokens}/{settled.OutputTokens}/{settled.ReasoningTokens} tokens, {settled.CostNanoUsd} nano-USD, {settled.Provenance}");

    private static string Of(MeterBalance balance) => string.Create(
        CultureInfo.InvariantCulture,
        $"{balance.Meter} ({balance.Unit}): granted {balance.Granted}, used {balance.Used}, held {balance.Held}, limit {balance.HardLimit}{Resets(balance.ResetsAt)}");

    private static string Resets(DateTimeOffset? at) => at is null ? "" : $", resets at {Instant(at.Value)}";

    private static string Overrun(IReadOnlyList<MeterQuantity> overrun) => overrun.Count == 0
        ? ""
        : ", overrun " + string.Join(" + ", overrun.OrderBy(o => o.Meter, StringComparer.Ordinal)
            .Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Quantity} {o.Meter}")));

    private static string Balances(IReadOnlyList<MeterBalance> balances) =>
        balances.Count == 0 ? "" : "; then " + string.Join("; ", balances.Select(Of));
}
