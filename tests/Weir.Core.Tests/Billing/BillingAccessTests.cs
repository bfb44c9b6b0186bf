using Weir.Core.Accounts;
using Weir.Core.Billing;
using Weir.Core.Errors;

namespace Weir.Core.Tests.Billing;

/// <summary>The table of docs/billing.md, line by line, and that no state lacks one.</summary>
public sealed class BillingAccessTests
{
    private static readonly DateTimeOffset s_start = new(2027, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_period = s_start.AddMonths(1);
    private static readonly DateTimeOffset s_trial = s_start.AddDays(14);
    private static readonly DateTimeOffset s_never = DateTimeOffset.MaxValue;
    private static readonly TimeSpan s_grace = TimeSpan.FromDays(7);

    public static TheoryData<BillingStatus, SubscriptionStatus?, DateTimeOffset?, SubscriptionStatus?, ErrorCode> Table => new()
    {
        { BillingStatus.Incomplete, null, null, null, ErrorCode.SubscriptionInactive },
        { BillingStatus.Trialing, SubscriptionStatus.Trialing, s_trial.AddDays(1), null, ErrorCode.SubscriptionInactive },
        { BillingStatus.Active, SubscriptionStatus.Active, s_period.AddDays(1), null, ErrorCode.SubscriptionInactive },
        {
            BillingStatus.PastDue, SubscriptionStatus.Active, s_start.AddDays(7), SubscriptionStatus.PastDue,
            ErrorCode.SubscriptionPastDue
        },
        { BillingStatus.Unpaid, null, null, SubscriptionStatus.PastDue, ErrorCode.SubscriptionPastDue },
        { BillingStatus.Paused, null, null, SubscriptionStatus.Paused, ErrorCode.SubscriptionInactive },
        { BillingStatus.Ended, null, null, null, ErrorCode.SubscriptionInactive },
        { BillingStatus.NeverPaid, null, null, null, ErrorCode.SubscriptionInactive },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_status_gives_what_the_table_says(
        BillingStatus status, SubscriptionStatus? given, DateTimeOffset? until, SubscriptionStatus? then, ErrorCode refusal)
    {
        var access = BillingAccess.Of(Subscription(status), [], s_grace);
        access.ShouldBe(new BillingAccess(given, until ?? DateTimeOffset.MinValue, then));
        if (until is { } end)
        {
            access.RefusalAt(end - TimeSpan.FromTicks(1)).ShouldBeNull();
            access.At(end - TimeSpan.FromTicks(1)).ShouldBe(given);
        }
        access.RefusalAt(until ?? s_start).ShouldBe(refusal);
    }

    [Fact]
    public void Every_status_is_in_the_table() =>
        Table.Select(row => row.Data.Item1).ShouldBe(Enum.GetValues<BillingStatus>(), ignoreOrder: true);

    [Theory]
    [InlineData(BillingStatus.Trialing)]
    [InlineData(BillingStatus.Active)]
    [InlineData(BillingStatus.PastDue)]
    [InlineData(BillingStatus.Paused)]
    public void What_is_cancelled_ends_when_it_says_and_then_says_nothing(BillingStatus status)
    {
        var ends = s_start.AddDays(3);
        var access = BillingAccess.Of(Subscription(status) with { EndsAt = ends, PausedFree = true }, [], s_grace);
        (access.Until, access.Then).ShouldBe((ends, null));
    }

    [Fact]
    public void A_free_pause_goes_on_and_what_has_no_end_has_none()
    {
        BillingAccess.Of(Subscription(BillingStatus.Paused) with { PausedFree = true }, [], s_grace)
            .ShouldBe(new BillingAccess(SubscriptionStatus.Active, s_never, null));
        BillingAccess.Of(Subscription(BillingStatus.Active) with { PeriodEndsAt = null }, [], s_grace).Until.ShouldBe(s_never);
        BillingAccess.Of(Subscription(BillingStatus.Trialing) with { TrialEndsAt = null }, [], s_grace).Until
            .ShouldBe(s_period.AddDays(1));
    }

    [Fact]
    public void Grace_counts_from_the_first_failure_after_the_last_payment()
    {
        var payments = new[]
        {
            Payment("invoice:1", PaymentState.Failed, 1), Payment("invoice:2", PaymentState.Paid, 2),
            Payment("invoice:3", PaymentState.Failed, 4), Payment("invoice:4", PaymentState.Failed, 6),
            Payment("dispute:5", PaymentState.Paid, 5),
            Payment("invoice:6", PaymentState.Failed, 3) with { SubscriptionId = "another" },
        };
        BillingAccess.Of(Subscription(BillingStatus.PastDue), payments, s_grace).Until.ShouldBe(s_start.AddDays(4) + s_grace);
    }

    [Theory]
    [InlineData(PaymentState.Disputed)]
    [InlineData(PaymentState.ChargedBack)]
    public void A_dispute_takes_access_whatever_the_status_but_does_not_revive_what_has_ended(PaymentState state)
    {
        foreach (var status in Enum.GetValues<BillingStatus>())
        {
            var access = BillingAccess.Of(Subscription(status), [Payment("dispute:1", state, 1)], s_grace);
            access.GivesAt(s_start).ShouldBeFalse();
            access.At(s_start).ShouldBe(
                status is BillingStatus.Incomplete or BillingStatus.Ended or BillingStatus.NeverPaid
                    ? null
                    : SubscriptionStatus.Paused);
        }
    }

    private static SubscriptionFact Subscription(BillingStatus status) => new("sub_1", new(s_start, 0, "a"))
    {
        BuyerId = "cus_1", PriceId = "price_1", Status = status, PeriodStartsAt = s_start, PeriodEndsAt = s_period,
        TrialEndsAt = s_trial,
    };

    private static PaymentFact Payment(string id, PaymentState state, int day) => new(id, new(s_start.AddDays(day), 0, "a"))
    {
        SubscriptionId = "sub_1", State = state, MadeAt = s_start.AddDays(day), AmountMinor = 900, Currency = "USD",
    };
}
