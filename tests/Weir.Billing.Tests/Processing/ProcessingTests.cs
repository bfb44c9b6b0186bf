using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Weir.Billing.Processing;
using Weir.Core.Billing;
using Weir.Core.Deployment;
using Weir.Data;
using Weir.Data.Billing;
using Weir.Testing;

namespace Weir.Billing.Tests.Processing;

public sealed class ProcessingTests
{
    private static readonly BillingRules s_rules = new(BillingMode.Test, WeirMode.Development, TimeSpan.FromDays(3));
    private static readonly DateTimeOffset s_now = new(2027, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_of_this_process_and_of_others_are_worked_on_and_poison_is_not_in_their_way()
    {
        await using var database = await TestDatabase.CreateWithCatalogAsync(cancellationToken: Stop);
        using var host = Host(database.Weir);
        await host.StartAsync(Stop);
        using var elsewhere = new BillingBell();
        var there = new BillingInbox(database.Weir, elsewhere, TimeProvider.System);
        var here = host.Services.GetRequiredService<BillingInbox>();
        await here.ReceiveAsync(Message("poison", new string('x', 300)), Stop);
        for (var i = 0; i < 20; i++) await (i % 2 == 0 ? here : there).ReceiveAsync(Message($"evt_{i}", $"cus_{i}"), Stop);
        await UntilAsync(database, "select 1 from weir.billing_webhook_events where state = 'processed' having count(*) = 20");
        await UntilAsync(database, "select 1 from weir.billing_webhook_events where event_key = 'poison' and attempts > 0");
        await host.StopAsync(Stop);

        await here.ReceiveAsync(Message("late", "cus_late"), Stop);
        (await Sql.ListAsync(
            database.Superuser, "select attempts from weir.billing_webhook_events where event_key = 'late'", Stop))
            .ShouldBe(["0"]);
    }

    [Fact]
    public async Task The_rules_are_set_before_the_first_message_and_what_has_run_out_ends()
    {
        await using var database = await TestDatabase.CreateWithCatalogAsync(cancellationToken: Stop);
        var customer = Guid.CreateVersion7();
        await Sql.RunAsync(
            database.Superuser,
            $"""
            select weir.open_account('{customer}', null, '2027-01-01');
            insert into weir.entitlements values ('{customer}', 'managed_ai', 'subscription:stripe:1', 'pro', 1, '2027-02-01', '2027-01-01');
            insert into weir.billing_dues values ('{customer}', '2027-02-01')
            """,
            Stop);
        var time = new ManualTime(s_now);
        var keeper = new BillingKeeper(
            new BillingSync(database.Weir, time), s_rules, time, NullLogger<BillingKeeper>.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        await keeper.StartAsync(stop.Token);
        (await Sql.ListAsync(
            database.Superuser, "select mode || ' ' || deployment || ' ' || past_due_grace from weir.billing_rules", Stop))
            .ShouldBe(["test development 3 days"]);

        var running = keeper.RunAsync(stop.Token);
        await UntilAsync(database, "select 1 where not exists (select from weir.entitlements)");
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Without_a_database_it_waits_and_still_stops()
    {
        await using var nowhere = WeirDatabase.Open("Host=127.0.0.1;Port=1;Username=nobody;Timeout=1");
        using var host = Host(nowhere);
        await host.StartAsync(Stop);
        await host.StopAsync(Stop);
    }

    private static IHost Host(WeirDatabase database)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services
            .AddSingleton(database)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<BillingBell>()
            .AddSingleton<BillingInbox>()
            .AddSingleton<BillingQueue>()
            .AddSingleton<BillingSync>()
            .AddSingleton<BillingFolder>()
            .AddBillingProcessing(s_rules);
        return builder.Build();
    }

    private static async Task UntilAsync(TestDatabase database, string sql)
    {
        while ((await Sql.ListAsync(database.Superuser, sql, Stop)).Count == 0) await Task.Delay(20, Stop);
    }

    private static BillingEvent Message(string key, string buyer) => new()
    {
        Provider = BillingProvider.Stripe,
        Mode = BillingMode.Test,
        EventKey = key,
        Type = "customer.updated",
        Facts = [new BuyerFact(buyer, new FactVersion(s_now, 0, "a"), null, false)],
    };
}
