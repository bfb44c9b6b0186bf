using System.Globalization;
using Npgsql;
using Weir.Core.Accounts;
using Weir.Core.Billing;
using Weir.Data.Billing;
using Weir.Testing;

namespace Weir.Proofs.Webhooks;

/// <summary>
/// Histories through PostgreSQL: received in some order, with repeats, and worked on by two workers that race. What the
/// customers have then is compared with the pure fold, and with the audit.
/// </summary>
internal sealed class WebhookDatabase(TestDatabase database, ManualTime time)
{
    private const string ReadOutcome = """
        select e.key, e.source, e.plan_code, e.plan_version, e.access_until
        from weir.entitlements as e where e.customer_id = $1 order by e.key collate "C"
        """;

    private const string ReadPlan = """
        select s.plan_code, s.source, s.status, s.anchor_at, p.access_until
        from weir.subscriptions as s
        left join lateral weir.billing_plan(s.customer_id, $2) as p on true
        where s.customer_id = $1 and s.started_at <= $2 and (s.ended_at is null or s.ended_at > $2)
        """;

    private readonly BillingInbox _inbox = new(database.Weir, new BillingBell(), time);
    private readonly BillingQueue _queue = new(database.Weir, time);
    private readonly BillingSync _sync = new(database.Weir, time);

    /// <summary>Takes the messages in, works on them, and answers what is wrong.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(
        IReadOnlyList<(string Name, WebhookHistory History, int[] Order)> histories, CancellationToken cancellationToken)
    {
        await WebhookShop.OpenAsync(
            database.Superuser, histories.SelectMany(one => one.History.Customers), LifeCycles.Start, cancellationToken);
        var first = WorkAsync(histories.Count * 3, cancellationToken);
        foreach (var (name, history, order) in histories)
        {
            foreach (var index in order)
                await _inbox.ReceiveAsync(EventOf(name, history, index), cancellationToken);
        }
        await Task.WhenAll(first, WorkAsync(int.MaxValue, cancellationToken), WorkAsync(int.MaxValue, cancellationToken));

        // What the time alone has changed since the histories before; then the audit speaks of all of them.
        await _sync.SyncDueAsync(int.MaxValue, cancellationToken);

        var wrong = new List<string>();
        foreach (var (name, history, order) in histories)
        {
            var state = history.Fold(Enumerable.Range(0, history.Messages.Count));
            foreach (var customer in history.Customers)
            {
                var expected = WebhookShop.Describe(customer, WebhookShop.Entitle(history, state, customer, time.GetUtcNow()));
                var found = await DescribeAsync(customer, cancellationToken);
                if (found != expected) wrong.Add($"{name} {string.Join(' ', order)}: {found}\nexpected {expected}");
            }
        }
        wrong.AddRange(await Sql.ListAsync(
            database.Superuser,
            "select 'audit: ' || a::text from weir.audit_entitlements('" + Instant(time.GetUtcNow()) + "') as a", cancellationToken));
        wrong.AddRange(await Sql.ListAsync(
            database.Superuser,
            "select e.event_key || ' is ' || e.state || ': ' || coalesce(e.reason, '') from weir.billing_webhook_events as e"
            // No provider is there to be asked what a disputed payment was for.
            + " where e.state <> 'processed' and e.reason not like 'Nothing says yet%'", cancellationToken));
        return wrong;
    }

    /// <summary>Until nothing waits, or so many were worked on.</summary>
    private async Task WorkAsync(int atMost, CancellationToken cancellationToken)
    {
        for (var done = 0; done < atMost; done++)
        {
            if (await _queue.WorkAsync(cancellationToken) is null) return;
        }
    }

    private static BillingEvent EventOf(string name, WebhookHistory history, int index) => new()
    {
        Provider = history.Provider,
        Mode = BillingMode.Test,
        EventKey = string.Create(CultureInfo.InvariantCulture, $"{name} {index}"),
        Type = "proof",
        Facts = history.Messages[index],
    };

    private async Task<string> DescribeAsync(Guid customer, CancellationToken cancellationToken)
    {
        await using var command = database.Superuser.CreateCommand(ReadOutcome);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = customer });
        var entitlements = new List<BilledEntitlement>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                entitlements.Add(new BilledEntitlement(
                    reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3),
                    reader.GetFieldValue<DateTimeOffset>(4)));
            }
        }
        return WebhookShop.Describe(customer, new Billed(await PlanAsync(customer, cancellationToken), entitlements));
    }

    private async Task<BilledPlan?> PlanAsync(Guid customer, CancellationToken cancellationToken)
    {
        await using var command = database.Superuser.CreateCommand(ReadPlan);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = customer });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) return null;
        return new BilledPlan(
            reader.GetString(0),
            reader.GetString(1) == "stripe" ? BillingProvider.Stripe : BillingProvider.LemonSqueezy,
            reader.GetString(2) switch
            {
                "active" => SubscriptionStatus.Active,
                "trialing" => SubscriptionStatus.Trialing,
                "past_due" => SubscriptionStatus.PastDue,
                "paused" => SubscriptionStatus.Paused,
                var other => throw new InvalidOperationException($"A running plan is {other}."),
            },
            reader.GetFieldValue<DateTimeOffset>(3),
            reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4));
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
