namespace Weir.Core.Errors;

/// <summary>The numbers behind a refusal; the <c>limit</c> member of a problem. Quantities are base units of the meter.</summary>
/// <param name="Scope">What was limited: <c>customer</c>, <c>member</c>, <c>feature</c>.</param>
/// <param name="Meter">Meter code; <c>requests</c> where calls are counted.</param>
/// <param name="Granted">Units included by grants that are active now; for a limit of the plan, its amount.</param>
/// <param name="Used">Units posted in the current periods, overruns included.</param>
/// <param name="Held">Units set aside by pending holds.</param>
/// <param name="Requested">Units that this call asked for.</param>
/// <param name="Remaining">Units that could still be reserved: hard limit − used − held, at least 0.</param>
/// <param name="HardLimit">Where calls stop: granted + allowed overage.</param>
/// <param name="ResetsAt">When the next period begins; null when waiting does not help.</param>
public sealed record LimitDenial(
    string Scope,
    string Meter,
    long Granted,
    long Used,
    long Held,
    long Requested,
    long Remaining,
    long HardLimit,
    DateTimeOffset? ResetsAt)
{
    /// <summary>
    /// Which kind of limit it was: <see cref="ErrorCode.QuotaExhausted"/> (an allowance, or a limit with a period),
    /// <see cref="ErrorCode.SpendCapReached"/> (it would fit without the customer's cap) or
    /// <see cref="ErrorCode.RateLimited"/> (a rate window).
    /// </summary>
    public ErrorCode Code { get; init; } = ErrorCode.QuotaExhausted;
}
