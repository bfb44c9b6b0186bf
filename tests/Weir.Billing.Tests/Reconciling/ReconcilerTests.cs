using System.Text.Json;
using Weir.Billing.Reconciling;
using Weir.Core.Billing;
using Weir.Core.Errors;
using Weir.Gateway.Tests.Loopback;

namespace Weir.Billing.Tests.Reconciling;

public sealed class ReconcilerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_never_delivered_is_repaired_and_then_nothing_differs()
    {
        await using var books = await Books.OpenAsync();
        var customer = await books.CustomerAsync();
        books.Stripe.Enqueue(Stripes(more: true, Stripe("sub_1", customer)));
        books.Stripe.Enqueue(Stripes(more: false, Stripe("sub_0", customer, "canceled")));
        var report = await books.Reconciler.RunAsync(BillingProvider.Stripe, null, Stop);
        (report.Seen, report.Error, report.Faults.Count).ShouldBe((2, null, 0));
        report.Repaired.ShouldContain("subscription:sub_1");
        report.Customers.ShouldBe([customer]);
        (await books.SubscriptionsAsync()).ShouldBe(["sub_0 ended", "sub_1 active"]);
        (await books.PlanAsync(customer)).ShouldBe("pro active");
        books.Stripe.Calls.Select(call => call.RequestLine.Split(' ')[1]).ShouldBe(
            ["/v1/subscriptions?limit=100&status=all", "/v1/subscriptions?limit=100&starting_after=sub_1&status=all"]);

        books.Stripe.Enqueue(Stripes(more: false, Stripe("sub_1", customer), Stripe("sub_0", customer, "canceled")));
        books.Time.Advance(TimeSpan.FromMinutes(1));
        report = await books.Reconciler.RunAsync(BillingProvider.Stripe, null, Stop);
        report.Repaired.ShouldBeEmpty();
        report.Customers.ShouldBeEmpty();

        books.Stripe.Enqueue(Stripes(more: false, Stripe("sub_1", customer, "canceled")));
        books.Time.Advance(TimeSpan.FromMinutes(1));
        report = await books.Reconciler.RunAsync(BillingProvider.Stripe, null, Stop);
        report.Repaired.ShouldContain("subscription:sub_1");
        (await books.SubscriptionsAsync()).ShouldBe(["sub_0 ended", "sub_1 ended"]);
    }

    [Fact]
    public async Task Who_pays_two_subscriptions_at_once_is_named()
    {
        await using var books = await Books.OpenAsync();
        var (twice, once) = (await books.CustomerAsync(), await books.CustomerAsync());
        books.Stripe.Enqueue(Stripes(
            more: false, Stripe("sub_1", twice), Stripe("sub_2", twice, "past_due"), Stripe("sub_3", once),
            Stripe("sub_4", once, "canceled")));
        var report = await books.Reconciler.RunAsync(BillingProvider.Stripe, null, Stop);
        report.Faults.ShouldBeEmpty();
        var doubled = report.Doubled.Single();
        doubled.CustomerId.ShouldBe(twice);
        doubled.Subscriptions.ShouldBe(["stripe:sub_1", "stripe:sub_2"]);
        books.Lemon.Enqueue(Lemons(1, 1));
        (await books.Reconciler.RunAsync(BillingProvider.LemonSqueezy, null, Stop)).Doubled.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_cannot_be_taken_in_is_named_and_the_others_are_repaired()
    {
        await using var books = await Books.OpenAsync();
        var customer = await books.CustomerAsync();
        books.Stripe.Enqueue(Stripes(
            more: false, Stripe("sub_1", customer, price: "price_unknown"), Stripe("sub_2", customer, "sleeping"),
            Stripe("sub_3", customer)));
        var report = await books.Reconciler.RunAsync(BillingProvider.Stripe, null, Stop);
        report.Faults.Select(fault => fault.Item).ShouldBe(["subscription:sub_1", "subscription:sub_2"], ignoreOrder: true);
        report.Faults.Single(fault => fault.Item == "subscription:sub_1").Reason.ShouldContain("price_unknown");
        report.Faults.Single(fault => fault.Item == "subscription:sub_2").Reason.ShouldContain("status");
        (await books.SubscriptionsAsync()).ShouldBe(["sub_3 active"]);
    }

    [Fact]
    public async Task Lemon_Squeezys_pages_are_read_to_the_last_and_then_its_licence_keys()
    {
        await using var books = await Books.OpenAsync();
        books.Lemon.Enqueue(Lemons(1, 2, Lemon("5", "active")));
        books.Lemon.Enqueue(Lemons(2, 2, Lemon("6", "expired")));
        books.Lemon.Enqueue(Lemons(1, 1));
        var progress = new Seen();
        var report = await books.Reconciler.RunAsync(BillingProvider.LemonSqueezy, progress, Stop);
        (report.Seen, report.Error).ShouldBe((2, null));
        report.Faults.ShouldBeEmpty();
        (await books.SubscriptionsAsync()).ShouldBe(["5 active", "6 ended"]);
        progress.All.Select(step => step.Seen).ShouldBe([1, 2, 2]);
        books.Lemon.Calls.Select(call => call.RequestLine.Split(' ')[1]).ShouldBe(
        [
            "/v1/subscriptions?filter[store_id]=7&page[size]=100&page[number]=1",
            "/v1/subscriptions?filter[store_id]=7&page[size]=100&page[number]=2",
            "/v1/license-keys?filter[store_id]=7&page[size]=100&page[number]=1",
        ]);
    }

    [Fact]
    public async Task A_provider_that_fails_half_way_ends_it_with_what_was_repaired()
    {
        await using var books = await Books.OpenAsync();
        var customer = await books.CustomerAsync();
        books.Stripe.Enqueue(Stripes(more: true, Stripe("sub_1", customer)));
        books.Stripe.Enqueue(exchange => exchange.RespondAsync(401, "{}"));
        var report = await books.Reconciler.RunAsync(BillingProvider.Stripe, null, Stop);
        report.Error!.Code.ShouldBe(ErrorCode.ProviderUnavailable);
        report.Seen.ShouldBe(1);
        (await books.SubscriptionsAsync()).ShouldBe(["sub_1 active"]);

        foreach (var answer in (string[])["[]", """{"data":1}""", """{"data":[{}]}""", """{"data":[],"has_more":true}"""])
        {
            books.Stripe.Enqueue(exchange => exchange.RespondAsync(200, answer));
            report = await books.Reconciler.RunAsync(BillingProvider.Stripe, null, Stop);
            report.Error!.Code.ShouldBe(ErrorCode.ProviderError, answer);
        }
    }

    [Fact]
    public async Task A_night_is_compared_once_by_one_server()
    {
        await using var books = await Books.OpenAsync();
        books.Stripe.Enqueue(Stripes(more: false));
        books.Lemon.Enqueue(Lemons(1, 1));
        (await books.Job.RunDueAsync(Stop)).ShouldBe(2);
        (await books.Job.RunDueAsync(Stop)).ShouldBe(0);
        books.Time.MoveTo(new DateTimeOffset(2026, 11, 22, 2, 59, 0, TimeSpan.Zero));
        (await books.Job.RunDueAsync(Stop)).ShouldBe(0);
        books.Time.MoveTo(new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero));
        (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => books.Job.RunDueAsync(Stop)))).Sum().ShouldBe(2);
        (await books.Job.RunDueAsync(Stop)).ShouldBe(0);
    }

    [Fact]
    public async Task One_that_was_given_up_is_due_again_after_an_hour()
    {
        await using var books = await Books.OpenAsync();
        books.Stripe.Enqueue(exchange => exchange.RespondAsync(401, "{}"));
        books.Lemon.Enqueue(Lemons(1, 1));
        (await books.Job.RunDueAsync(Stop)).ShouldBe(2);
        books.Time.Advance(TimeSpan.FromMinutes(60));
        (await books.Job.RunDueAsync(Stop)).ShouldBe(0);
        books.Time.Advance(TimeSpan.FromMinutes(1));
        books.Stripe.Enqueue(Stripes(more: false));
        (await books.Job.RunDueAsync(Stop)).ShouldBe(1);
        books.Time.Advance(TimeSpan.FromMinutes(61));
        (await books.Job.RunDueAsync(Stop)).ShouldBe(0);
    }

    private static Func<Exchange, Task> Stripes(bool more, params object[] subscriptions) => exchange =>
        exchange.RespondAsync(200, JsonSerializer.Serialize(new { @object = "list", data = subscriptions, has_more = more }));

    private static object Stripe(string id, Guid customer, string status = "active", string price = "price_pro") => new
    {
        id, @object = "subscription", customer = $"cus_{customer:n}", status, metadata = new { customer_id = customer },
        cancel_at_period_end = false,
        ended_at = status == "canceled" ? 1_795_000_000 : (long?)null,
        items = new
        {
            data = new object[]
            {
                new
                {
                    id = "si_1", quantity = 1, price = new { id = price }, current_period_start = 1_795_000_000,
                    current_period_end = 1_797_600_000,
                },
            },
        },
    };

    private static Func<Exchange, Task> Lemons(int page, int last, params object[] items) => exchange => exchange.RespondAsync(
        200,
        JsonSerializer.Serialize(new { meta = new { page = new { currentPage = page, lastPage = last, total = last } }, data = items }),
        "application/vnd.api+json");

    private static object Lemon(string id, string status) => new
    {
        type = "subscriptions", id,
        attributes = new
        {
            store_id = 7, customer_id = 77, variant_id = 11, status, renews_at = "2026-12-05T09:00:00.000000Z",
            ends_at = status == "expired" ? "2026-11-05T09:00:00.000000Z" : null,
            created_at = "2026-11-05T09:00:00.000000Z", updated_at = "2026-11-20T09:00:00.000000Z", test_mode = false,
        },
    };

    private sealed class Seen : IProgress<ReconcileProgress>
    {
        public List<ReconcileProgress> All { get; } = [];

        public void Report(ReconcileProgress value) => All.Add(value);
    }
}
