namespace Weir.Core.Errors;

/// <summary>A denial as the error that the caller meets: its code, and whether and how long waiting helps.</summary>
public static class LimitErrors
{
    /// <summary>How soon units that only calls in flight hold may come back.</summary>
    private static readonly TimeSpan s_heldRetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>The error of a denial at <paramref name="now"/>.</summary>
    public static WeirError Of(LimitDenial denial, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(denial);
        var wait = WaitingHelps(denial, now);
        return new WeirError(denial.Code, DetailOf(denial)) { Limit = denial, RetryAfter = wait, Retryable = wait is not null };
    }

    /// <summary>
    /// How long to wait; null when it does not help. It helps soon if the units are only held by calls in flight, and at the
    /// reset if the call would fit a fresh period.
    /// </summary>
    public static TimeSpan? WaitingHelps(LimitDenial denial, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(denial);
        if (denial.Requested > denial.HardLimit) return null;
        var reset = denial.ResetsAt - now;
        if (reset <= TimeSpan.Zero) reset = null;
        if (denial.Requested > denial.HardLimit - denial.Used) return reset;
        return reset < s_heldRetryAfter ? reset : s_heldRetryAfter;
    }

    private static string DetailOf(LimitDenial denial) => (denial.Code, denial.Scope) switch
    {
        (ErrorCode.SpendCapReached, _) => "The spend cap leaves no room for this call.",
        (ErrorCode.RateLimited, "member") => "This member's rate limit leaves no room for this call.",
        (ErrorCode.RateLimited, "feature") => "The feature's rate limit leaves no room for this call.",
        (ErrorCode.RateLimited, _) => "The plan's rate limit leaves no room for this call.",
        (_, "member") => "This member's limit leaves no room for this call.",
        (_, "feature") => "The feature's limit leaves no room for this call.",
        _ => "The plan's allowance does not cover this call.",
    };
}
