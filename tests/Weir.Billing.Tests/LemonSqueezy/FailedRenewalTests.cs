using Weir.Billing.Tests.Kit;
using Weir.Core.Accounts;
using Weir.Core.Billing;

namespace Weir.Billing.Tests.LemonSqueezy;

public sealed class FailedRenewalTests
{
    [Fact]
    public void The_first_failed_renewal_is_past_due_in_whatever_order_it_is_told_and_the_grace_runs_from_it()
    {
        var failed = LemonSqueezySamples.Invoice("pending");
        (failed["id"], failed["attributes"]!["created_at"], failed["attributes"]!["updated_at"]) =
            ("82", "2026-12-20T05:00:00.000000Z", "2026-12-20T05:00:00.000000Z");
        var late = LemonSqueezySamples.Subscription("past_due");
        late["attributes"]!["updated_at"] = "2026-12-20T05:00:00.000000Z";
        IReadOnlyList<BillingFact>[] messages =
        [
            Reading.LemonSqueezyFactsOf("subscription_created", LemonSqueezySamples.Subscription()),
            Reading.LemonSqueezyFactsOf("subscription_payment_success", LemonSqueezySamples.Invoice()),
            Reading.LemonSqueezyFactsOf("subscription_payment_failed", failed),
            Reading.LemonSqueezyFactsOf("subscription_updated", late),
        ];
        foreach (var order in Permutations([0, 1, 2, 3]))
        {
            var state = new BillingState();
            foreach (var fact in order.SelectMany(index => messages[index])) state.Apply(fact);
            var subscription = state.Subscriptions.Single();
            subscription.Status.ShouldBe(BillingStatus.PastDue, string.Join(' ', order));
            var access = BillingAccess.Of(subscription, state.PaymentsOf("11"), TimeSpan.FromDays(7));
            access.ShouldBe(new BillingAccess(
                SubscriptionStatus.Active, new DateTimeOffset(2026, 12, 27, 5, 0, 0, TimeSpan.Zero), SubscriptionStatus.PastDue));
        }
    }

    private static IEnumerable<int[]> Permutations(int[] of) => of.Length == 0
        ? [[]]
        : of.SelectMany(first => Permutations([.. of.Where(one => one != first)]).Select(rest => (int[])[first, .. rest]));
}
