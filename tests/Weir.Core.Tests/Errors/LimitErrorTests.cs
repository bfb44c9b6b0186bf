using Weir.Core.Errors;

namespace Weir.Core.Tests.Errors;

public sealed class LimitErrorTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    /// <summary>used, held, requested of 100; seconds until the reset (0: never); seconds to wait (0: it does not help).</summary>
    [Theory]
    [InlineData(90, 0, 20, 3600, 3600)] // a fresh period has room
    [InlineData(90, 0, 20, 0, 0)] // there is no other period
    [InlineData(0, 90, 20, 3600, 5)] // calls in flight hold it
    [InlineData(0, 90, 20, 0, 5)]
    [InlineData(0, 90, 20, 2, 2)] // the reset comes first
    [InlineData(0, 0, 101, 3600, 0)] // larger than the limit
    [InlineData(150, 0, 1, 3600, 3600)]
    [InlineData(90, 0, 20, -1, 0)] // over by this replica's clock
    public void Waiting_helps_as_far_as_it_does(long used, long held, long requested, int reset, int wait)
    {
        var denial = Denial(used, held, requested, reset == 0 ? null : s_now.AddSeconds(reset));

        var error = LimitErrors.Of(denial, s_now);

        error.RetryAfter.ShouldBe(wait == 0 ? null : TimeSpan.FromSeconds(wait));
        error.Retryable.ShouldBe(wait != 0);
        error.Limit.ShouldBe(denial);
        error.Code.ShouldBe(ErrorCode.QuotaExhausted);
    }

    [Theory]
    [InlineData(ErrorCode.RateLimited, "member", "This member's rate limit leaves no room for this call.")]
    [InlineData(ErrorCode.RateLimited, "feature", "The feature's rate limit leaves no room for this call.")]
    [InlineData(ErrorCode.RateLimited, "customer", "The plan's rate limit leaves no room for this call.")]
    [InlineData(ErrorCode.SpendCapReached, "customer", "The spend cap leaves no room for this call.")]
    [InlineData(ErrorCode.QuotaExhausted, "member", "This member's limit leaves no room for this call.")]
    [InlineData(ErrorCode.QuotaExhausted, "feature", "The feature's limit leaves no room for this call.")]
    [InlineData(ErrorCode.QuotaExhausted, "customer", "The plan's allowance does not cover this call.")]
    public void Code_and_scope_are_said(ErrorCode code, string scope, string detail)
    {
        var error = LimitErrors.Of(Denial(100, 0, 1, s_now.AddSeconds(30)) with { Code = code, Scope = scope }, s_now);

        (error.Code, error.Detail).ShouldBe((code, detail));
    }

    private static LimitDenial Denial(long used, long held, long requested, DateTimeOffset? resetsAt) =>
        new("customer", "ai_cost", 100, used, held, requested, Math.Max(0, 100 - used - held), 100, resetsAt);
}
