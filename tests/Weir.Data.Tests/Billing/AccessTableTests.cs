using Npgsql;
using Weir.Core.Accounts;
using Weir.Core.Billing;
using Weir.Proofs.Webhooks;
using Weir.Testing;

namespace Weir.Data.Tests.Billing;

/// <summary>The database's table of what a subscription gives is that of Core, for every state there is.</summary>
public sealed class AccessTableTests
{
    private static readonly DateTimeOffset s_start = LifeCycles.Start;
    private static readonly DateTimeOffset?[] s_ends = [null, s_start.AddDays(2), s_start.AddDays(60)];

    [Fact]
    public async Task Every_state_of_a_subscription_gives_the_same_in_both()
    {
        await using var database = await TestDatabase.CreateAsync(TestContext.Current.CancellationToken);
        foreach (var subscription in States())
        {
            foreach (var state in (PaymentState?[])[null, .. Enum.GetValues<PaymentState>()])
            {
                PaymentFact[] payments = state is { } of
                    ?
                    [
                        new PaymentFact("invoice:1", LifeCycles.At(s_start, "p"))
                        {
                            SubscriptionId = "sub_1", State = of, MadeAt = s_start.AddDays(1), AmountMinor = 1, Currency = "USD",
                        },
                    ]
                    : [];
                var expected = BillingAccess.Of(subscription, payments, WebhookShop.Grace);
                (await AskAsync(database.Superuser, subscription, state)).ShouldBe(expected, $"{subscription} {state}");
            }
        }
    }

    private static IEnumerable<SubscriptionFact> States() =>
        from status in Enum.GetValues<BillingStatus>()
        from ends in s_ends
        from trial in s_ends
        from isFree in (bool[])[false, true]
        select new SubscriptionFact("sub_1", LifeCycles.At(s_start, "s"))
        {
            BuyerId = "cus_1", PriceId = WebhookShop.Small, Status = status, PeriodEndsAt = ends?.AddDays(9), TrialEndsAt = trial,
            EndsAt = ends, PausedFree = isFree,
        };

    private static async Task<BillingAccess> AskAsync(NpgsqlDataSource source, SubscriptionFact fact, PaymentState? state)
    {
        await using var command = source.CreateCommand(
            "select status_while, access_until, status_then from weir.billing_access($1, $2, $3, $4, $5, $6, $7, '7 days')");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Snake(fact.Status) });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?> { TypedValue = fact.TrialEndsAt });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?> { TypedValue = fact.PeriodEndsAt });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?> { TypedValue = fact.EndsAt });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = fact.PausedFree });
        command.Parameters.Add(new NpgsqlParameter<bool>
        {
            TypedValue = state is PaymentState.Disputed or PaymentState.ChargedBack,
        });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset>
        {
            TypedValue = state is PaymentState.Failed ? s_start.AddDays(1) : fact.Version.At,
        });
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await reader.ReadAsync(TestContext.Current.CancellationToken);
        return new BillingAccess(Read(reader.GetString(0)), reader.GetFieldValue<DateTimeOffset>(1), Read(reader.GetString(2)));
    }

    private static SubscriptionStatus? Read(string status) => status switch
    {
        "none" => null,
        "trialing" => SubscriptionStatus.Trialing,
        "active" => SubscriptionStatus.Active,
        "past_due" => SubscriptionStatus.PastDue,
        "paused" => SubscriptionStatus.Paused,
        _ => throw new InvalidOperationException(status),
    };

    private static string Snake(BillingStatus status) => status switch
    {
        BillingStatus.PastDue => "past_due",
        BillingStatus.NeverPaid => "never_paid",
        _ => status.ToString().ToLowerInvariant(),
    };
}
