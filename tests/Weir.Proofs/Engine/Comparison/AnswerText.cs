using System.Globalization;
using Weir.Core.Engine;
using Weir.Core.Errors;
using Weir.Data.Engine;
using Weir.Proofs.Engine.Model;

namespace Weir.Proofs.Engine.Comparison;

/// <summary>Answers as texts: equal texts are equal answers, and a difference can be read.</summary>
internal static class AnswerText
{
    public static string Of(object answer) => answer switch
    {
        ReserveResult reserve => $"{reserve.Status} {reserve.HoldId}"
            + (reserve.ExpiresAt == default ? "" : $" until {Instant(reserve.ExpiresAt)}") + Of(reserve.Denial) + Of(reserve.Settled),
        SettleResult settle => $"{settle.Status} as {settle.EventId}{Units("overrun", settle.Overrun)}{Balances(settle.Balances)}",
        RecordResult record => $"{record.Status} as {record.EventId}",
        ExtendResult extend => extend.Status + (extend.ExpiresAt is { } at ? $" until {Instant(at)}" : "") + Of(extend.Denial),
        CorrectResult correct => $"{correct.Status}{Units("overrun", correct.Overrun)}{Units("lost", correct.Lost)}",
        RevokeResult revoke => string.Create(CultureInfo.InvariantCulture, $"{revoke.Outcome}, lost {revoke.Lost}"),
        ConsumeResult consume => $"{consume.Status} as {consume.EventId}{Of(consume.Denial)}{Balances(consume.Balances)}",
        MeterBalance balance => Of(balance),
        _ => answer.ToString()!,
    };

    /// <summary>How it ended, for counting.</summary>
    public static string Outcome(object answer) => answer switch
    {
        SettleResult { Overrun.Count: > 0 } settle => $"{settle.Status} with overrun",
        SettleResult settle => settle.Status.ToString(),
        RecordResult record => record.Status.ToString(),
        ReserveResult { Denial: { } denial } => $"Denied by {denial.Scope} {denial.Code}",
        ConsumeResult { Denial: { } denial } => $"Denied by {denial.Scope} {denial.Code}",
        ExtendResult extend => extend.Status.ToString(),
        CorrectResult correct => correct.Status.ToString(),
        RevokeResult revoke => revoke.Outcome.ToString(),
        ReserveResult reserve => reserve.Status.ToString(),
        ConsumeResult consume => consume.Status.ToString(),
        Refusal => "refused",
        _ => answer.ToString()!,
    };

    /// <summary>Microseconds, as the database counts.</summary>
    public static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    private static string Of(LimitDenial? denial) => denial is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $" by {denial.Scope} {denial.Meter} ({denial.Code}): granted {denial.Granted}, used {denial.Used}, held {denial.Held}, requested {denial.Requested}, remaining {denial.Remaining}, limit {denial.HardLimit}{Resets(denial.ResetsAt)}");

    private static string Of(SettledEvent? settled) => settled is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $" settled by {settled.EventId}: {settled.InputTokens}/{settled.CachedInputTokens}/{settled.OutputTokens}/{settled.ReasoningTokens} tokens, {settled.CostNanoUsd} nano-USD, {settled.Provenance}");

    private static string Of(MeterBalance balance) => string.Create(
        CultureInfo.InvariantCulture,
        $"{balance.Meter} ({balance.Unit}): granted {balance.Granted}, used {balance.Used}, held {balance.Held}, limit {balance.HardLimit}{Resets(balance.ResetsAt)}");

    private static string Resets(DateTimeOffset? at) => at is null ? "" : $", resets at {Instant(at.Value)}";

    private static string Units(string what, IReadOnlyList<MeterQuantity> lines) => lines.Count == 0
        ? ""
        : $", {what} " + string.Join(" + ", lines.OrderBy(o => o.Meter, StringComparer.Ordinal)
            .Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Quantity} {o.Meter}")));

    private static string Balances(IReadOnlyList<MeterBalance> balances) =>
        balances.Count == 0 ? "" : "; then " + string.Join("; ", balances.Select(Of));
}
