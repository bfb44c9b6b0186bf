using Weir.Proofs.Webhooks;

namespace Weir.Data.Tests.Billing;

/// <summary>A small run of <c>weir prove webhooks</c>.</summary>
public sealed class WebhookOrderTests
{
    [Fact]
    public void Every_order_of_a_life_cycle_ends_alike()
    {
        var random = new Random(1);
        Orders.All(7).Count().ShouldBe(5040);
        PureWebhookProof.AllOrders(LifeCycles.Stripe(Guid.CreateVersion7()), random).ShouldBeEmpty();
        PureWebhookProof.AllOrders(LifeCycles.LemonSqueezy(Guid.CreateVersion7()), random).ShouldBeEmpty();
        PureWebhookProof.AllOrders(LifeCycles.StripeDispute(Guid.CreateVersion7(), isLost: true), random).ShouldBeEmpty();
        PureWebhookProof.AllOrders(LifeCycles.StripeDispute(Guid.CreateVersion7(), isLost: false), random).ShouldBeEmpty();
    }

    [Fact]
    public void Any_shuffle_of_a_random_history_ends_alike()
    {
        var random = new Random(2);
        var histories = new RandomHistories(random);
        for (var i = 0; i < 1_000; i++)
            PureWebhookProof.Shuffle(histories.Create("h", 5 + random.Next(60)), random).ShouldBeNull();
    }

    [Fact]
    public async Task Through_PostgreSQL_with_two_workers_it_ends_as_in_the_pure_fold() =>
        (await WebhookProof.StoreAsync(3, 60, new Progress<long>(), TestContext.Current.CancellationToken)).ShouldBeEmpty();
}
