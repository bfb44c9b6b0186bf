using Weir.Core.Billing;
using Weir.Data.Billing.Overage;

namespace Weir.Billing.Tests.Overage;

/// <summary>Overage reaches Stripe's meter once, wherever a server dies and whatever answer is lost.</summary>
public sealed class OverageJobTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_used_beyond_the_plan_is_counted_by_Stripe_once()
    {
        await using var shop = await MeteredShop.OpenAsync(MeteredShop.EventName);
        var customer = await shop.CustomerAsync();
        await shop.UseAsync(customer, MeteredShop.Included + 7_000);
        (await shop.Job().RunOnceAsync(Stop)).ShouldBe(1);
        (await shop.Job(1).RunOnceAsync(Stop)).ShouldBe(0);
        await shop.UseAsync(customer, 3_000);
        await shop.Job(1).RunOnceAsync(Stop);
        (await shop.CountedAsync()).ShouldBe((10, 2));
        (await shop.MessagesAsync()).ShouldBe(["sent 1", "sent 1"]);
        (await shop.AuditAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_who_dies_before_it_is_sent_leaves_it_to_another()
    {
        await using var shop = await UsedAsync();
        await shop.Outbox.ReportAsync(Stop);
        await shop.Outbox.ClaimAsync(BillingMode.Test, Stop);
        await shop.Job(1).RunOnceAsync(Stop);
        (await shop.CountedAsync()).ShouldBe((0, 0)); // it may be on its way still
        shop.Time.Advance(OverageOutbox.Lease);
        await shop.Job(1).RunOnceAsync(Stop);
        await CountedOnceAsync(shop);
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_again_and_counts_once()
    {
        await using var shop = await UsedAsync();
        await shop.ScriptAsync(new { match = new { path = "/v1/billing/meter_events" }, times = 1, lose_answer = true });
        await shop.Job().RunOnceAsync(Stop);
        (await shop.MessagesAsync()).ShouldBe(["waiting 1 Stripe could not be reached."]);
        (await shop.CountedAsync()).ShouldBe((5, 1));
        shop.Time.Advance(TimeSpan.FromSeconds(10));
        await shop.Job(1).RunOnceAsync(Stop);
        await CountedOnceAsync(shop);
        shop.Logs.Text.ShouldNotContain("operator must act");
    }

    [Fact]
    public async Task One_who_dies_before_the_answer_is_noted_has_it_counted_once()
    {
        await using var shop = await UsedAsync();
        await shop.Outbox.ReportAsync(Stop);
        var message = (await shop.Outbox.ClaimAsync(BillingMode.Test, Stop)).ShouldNotBeNull();
        (await shop.Sender.SendAsync(message, Stop)).ShouldBe(MessageFate.Sent);
        shop.Time.Advance(OverageOutbox.Lease);
        await shop.Job(1).RunOnceAsync(Stop);
        await CountedOnceAsync(shop);
    }

    [Fact]
    public async Task One_whose_answer_was_lost_a_day_ago_is_not_sent_again_for_Stripe_would_count_it_twice()
    {
        await using var shop = await UsedAsync();
        await shop.ScriptAsync(new { match = new { path = "/v1/billing/meter_events" }, times = 1, lose_answer = true });
        await shop.Job().RunOnceAsync(Stop);
        shop.Time.Advance(TimeSpan.FromHours(25));
        await shop.Job(1).RunOnceAsync(Stop);
        (await shop.CountedAsync()).ShouldBe((5, 1));
        (await shop.MessagesAsync()).ShouldHaveSingleItem().ShouldStartWith("parked 1 Whether Stripe has counted it is not known");
        shop.Logs.Text.ShouldContain("is parked");
    }

    [Fact]
    public async Task Servers_that_race_while_answers_are_lost_tell_each_unit_once()
    {
        await using var shop = await MeteredShop.OpenAsync(MeteredShop.EventName);
        var customers = new List<Guid>();
        for (var i = 0; i < 6; i++) customers.Add(await shop.CustomerAsync());
        foreach (var customer in customers) await shop.UseAsync(customer, MeteredShop.Included);
        for (var round = 0; round < 4; round++)
        {
            await shop.ScriptAsync(new { match = new { path = "/v1/billing/meter_events" }, times = 3, lose_answer = true });
            await Task.WhenAll(
            [
                .. customers.Select(customer => shop.UseAsync(customer, 2_000)),
                .. Enumerable.Range(0, 4).Select(i => shop.Job(i % 2).RunOnceAsync(Stop)),
            ]);
            shop.Time.Advance(OverageOutbox.Lease);
        }
        for (var i = 0; i < 6; i++)
        {
            await Task.WhenAll(shop.Job().RunOnceAsync(Stop), shop.Job(1).RunOnceAsync(Stop));
            shop.Time.Advance(OverageOutbox.Lease);
        }
        (await shop.CountedAsync()).Value.ShouldBe(48);
        (await shop.UsedAsync()).ShouldBe(48);
        (await shop.MessagesAsync()).ShouldAllBe(message => message.StartsWith("sent", StringComparison.Ordinal));
        (await shop.AuditAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(429, "waiting 1 Stripe takes no more calls for now (429).")]
    [InlineData(503, "waiting 1 Stripe answered 503.")]
    [InlineData(401, "waiting 1 Stripe refuses the key with 401: it must be valid, and may write meter events.")]
    [InlineData(400, "parked 1 Stripe refused it with 400: invalid_request_error.")]
    public async Task What_Stripe_does_not_take_waits_or_is_parked_and_says_why(int status, string message)
    {
        await using var shop = await UsedAsync();
        await shop.ScriptAsync(new { match = new { path = "/v1/billing/meter_events" }, times = 1, status });
        await shop.Job().RunOnceAsync(Stop);
        (await shop.MessagesAsync()).ShouldBe([message]);
        (await shop.CountedAsync()).ShouldBe((0, 0));
        shop.Time.Advance(TimeSpan.FromSeconds(10));
        await shop.Job().RunOnceAsync(Stop);
        (await shop.CountedAsync()).ShouldBe(status == 400 ? (0, 0) : (5, 1));
    }

    /// <summary>A customer that owes five units.</summary>
    private static async Task<MeteredShop> UsedAsync()
    {
        var shop = await MeteredShop.OpenAsync(MeteredShop.EventName);
        await shop.UseAsync(await shop.CustomerAsync(), MeteredShop.Included + 5_000);
        return shop;
    }

    private static async Task CountedOnceAsync(MeteredShop shop)
    {
        (await shop.CountedAsync()).ShouldBe((5, 1));
        (await shop.MessagesAsync()).ShouldHaveSingleItem().ShouldStartWith("sent");
        (await shop.AuditAsync()).ShouldBeEmpty();
    }
}
