using Npgsql;
using Weir.Core.Billing;
using Weir.Testing;

namespace Weir.Proofs.Webhooks;

/// <summary>What is sold in these histories: two plans of the sample catalog, by prices, variants and a product.</summary>
internal static class WebhookShop
{
    public const string Small = "price_small";
    public const string Large = "price_large";
    public const string Product = "product_1";

    public static readonly TimeSpan Grace = TimeSpan.FromDays(7);

    private static readonly BillingOffer s_starter = OfferOf("starter");
    private static readonly BillingOffer s_pro = OfferOf("pro");

    public static BillingOffer? Sells(string price) => price switch
    {
        Small => s_starter,
        Large or Product => s_pro,
        _ => null,
    };

    public static Billed Entitle(WebhookHistory history, BillingState state, Guid customer, DateTimeOffset now) =>
        BillingEntitler.Entitle(state, history.Provider, customer, Sells, Grace, now);

    /// <summary>What the customers of a history have at an instant, as text.</summary>
    public static string Describe(WebhookHistory history, BillingState state, DateTimeOffset now) =>
        string.Join('\n', history.Customers.Select(customer => Describe(customer, Entitle(history, state, customer, now))));

    public static string Describe(Guid customer, Billed billed) =>
        $"{customer} plan {Anchored(billed.Plan)?.ToString() ?? "none"}\n" + string.Join('\n', billed.Entitlements);

    /// <summary>A database that sells it.</summary>
    public static async Task<TestDatabase> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var database = await TestDatabase.CreateWithCatalogAsync(cancellationToken: cancellationToken);
        await Sql.RunAsync(
            database.Superuser,
            $"""
            insert into weir.plan_prices (provider, mode, price_id, plan_code)
              select p, 'test', x.price, x.plan from unnest(array['stripe', 'lemonsqueezy']) as p,
                (values ('{Small}', 'starter'), ('{Large}', 'pro'), ('{Product}', 'pro')) as x (price, plan);
            select weir.set_billing_rules('2027-01-01', 'test', 'production', interval '7 days')
            """,
            cancellationToken);
        return database;
    }

    /// <summary>Customers as a first sign-in makes them, at one instant.</summary>
    public static async Task OpenAsync(
        NpgsqlDataSource superuser, IEnumerable<Guid> customers, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var command = superuser.CreateCommand(
            "select count(*) from unnest($1) as u cross join lateral weir.open_account(u, null, $2) as a");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. customers] });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = at });
        await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>Without an anchor of its own months are counted from when the customer came.</summary>
    private static BilledPlan? Anchored(BilledPlan? plan) =>
        plan is null ? null : plan with { AnchorAt = plan.AnchorAt ?? LifeCycles.Start };

    private static BillingOffer OfferOf(string code)
    {
        var plan = SampleCatalog.Create().Plans.Single(plan => plan.Code == code);
        return new BillingOffer(
            code, plan.Version, [.. plan.Entitlements.Select(entitlement => entitlement.Key)],
            plan.Entitlements.Aggregate(Int128.Zero, (sum, entitlement) => sum + entitlement.HardLimit));
    }
}
