using System.Globalization;
using System.Text.Json;

namespace Weir.Sandbox.Tests.Billing;

/// <summary>Meters as Stripe has them: what is counted, once, and what nobody counts.</summary>
public sealed class StripeMeterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reports_add_up_for_each_customer_and_one_identifier_counts_once_a_day()
    {
        await using var server = await BillingServer.StartAsync(options => options.StripeMeters = ["generations"]);
        var customer = await CustomerAsync(server);
        (await ReportAsync(server, customer, "5", "a")).ShouldBe(200);
        (await ReportAsync(server, customer, "7", "b")).ShouldBe(200);
        (await ReportAsync(server, await CustomerAsync(server), "1", "c")).ShouldBe(200);
        (await ReportAsync(server, customer, "5", "a")).ShouldBe(400);
        (await SumAsync(server, customer)).ShouldBe((12, 2));

        await server.AdvanceAsync("stripe", TimeSpan.FromHours(25));
        (await ReportAsync(server, customer, "5", "a")).ShouldBe(200);
        (await SumAsync(server, customer)).ShouldBe((17, 3));
        (await UsageAsync(server)).GetProperty("faults").GetArrayLength().ShouldBe(0);

        var meter = (await server.StripeAsync("GET", "/v1/billing/meters")).Body.GetProperty("data")[0];
        var to = TimeProvider.System.GetUtcNow().AddHours(30).ToUnixTimeSeconds() / 60 * 60;
        var (_, summaries, _) = await server.StripeAsync(
            "GET",
            string.Create(
                CultureInfo.InvariantCulture,
                $"/v1/billing/meters/{meter.Text("id")}/event_summaries?customer={customer}&start_time={to - 360_000}&end_time={to}"));
        summaries.GetProperty("data")[0].GetProperty("aggregated_value").GetDecimal().ShouldBe(17);
    }

    [Theory]
    [InlineData("nobody", "1", "generations", "meter_event_customer_not_found")]
    [InlineData(null, "many", "generations", "meter_event_invalid_value")]
    [InlineData(null, null, "generations", "meter_event_value_not_found")]
    [InlineData(null, "1", "unknown", "no_meter")]
    public async Task What_its_meter_cannot_count_is_taken_and_told_afterwards(
        string? customer, string? value, string meter, string reason)
    {
        await using var server = await BillingServer.StartAsync(options => options.StripeMeters = ["generations"]);
        (await ReportAsync(server, customer ?? await CustomerAsync(server), value, "a", meter)).ShouldBe(200);
        var usage = await UsageAsync(server);
        usage.GetProperty("data").GetArrayLength().ShouldBe(0);
        usage.GetProperty("faults")[0].Text("reason").ShouldBe(reason);
    }

    [Fact]
    public async Task A_meter_is_made_once_for_its_event_name()
    {
        await using var server = await BillingServer.StartAsync();
        var form = new Dictionary<string, string>
        {
            ["display_name"] = "Generations", ["event_name"] = "generations", ["default_aggregation[formula]"] = "count",
        };
        (await server.StripeAsync("POST", "/v1/billing/meters", form)).Status.ShouldBe(200);
        (await server.StripeAsync("POST", "/v1/billing/meters", form)).Body.GetProperty("error").Text("param")
            .ShouldBe("event_name");
        form.Remove("default_aggregation[formula]");
        (await server.StripeAsync("POST", "/v1/billing/meters", form)).Body.GetProperty("error").Text("param")
            .ShouldBe("default_aggregation[formula]");
        var customer = await CustomerAsync(server);
        await ReportAsync(server, customer, null, "a");
        await ReportAsync(server, customer, "9", "b");
        (await SumAsync(server, customer)).ShouldBe((2, 2));
    }

    private static async Task<string> CustomerAsync(BillingServer server) =>
        (await server.StripeAsync("POST", "/v1/customers", [])).Body.Text("id");

    private static async Task<int> ReportAsync(
        BillingServer server, string customer, string? value, string identifier, string meter = "generations")
    {
        var form = new Dictionary<string, string>
        {
            ["event_name"] = meter, ["payload[stripe_customer_id]"] = customer, ["identifier"] = identifier,
        };
        if (value is not null) form["payload[value]"] = value;
        return (await server.StripeAsync("POST", "/v1/billing/meter_events", form)).Status;
    }

    private static async Task<(decimal Value, int Events)> SumAsync(BillingServer server, string customer)
    {
        var sum = (await UsageAsync(server)).GetProperty("data").EnumerateArray()
            .Single(one => one.Text("customer") == customer);
        return (sum.GetProperty("value").GetDecimal(), sum.GetProperty("events").GetInt32());
    }

    private static async Task<JsonElement> UsageAsync(BillingServer server) => JsonElement.Parse(
        await server.Client.GetStringAsync(new Uri("/sandbox/billing/stripe/usage", UriKind.Relative), Cancel));
}
