using System.Globalization;
using Weir.Proofs.Engine.Model;

namespace Weir.Proofs.Engine;

/// <summary>Statements that set the stage, as a superuser; whatever the engine decides goes through its own functions.</summary>
internal static class WorldSql
{
    public const string AddCustomers =
        "insert into weir.customers (customer_id, kind, created_at) select id, 'personal', '2020-01-01' from unnest($1) as id";

    public const string AssignPlan = "select count(*) from weir.assign_plan($1, $2, 'admin', $3)";

    public const string Subscription =
        "select subscription_id::text from weir.subscriptions where customer_id = $1 and ended_at is null";

    public const string ChangeSubscription = """
        update weir.subscriptions set plan_version = $3, status = $4, ended_at = $5
        where customer_id = $1 and subscription_id = $2
        """;

    public const string SyncPlanGrants = "select weir.sync_plan_grants($1, array[$2])";

    public const string Buckets =
        "select grant_id || ' ' || pg_temp.instant(period_start) from weir.buckets where customer_id = $1";

    public const string PlanGrants = """
        select concat_ws(' ', subscription_id, meter, period, grant_id) from weir.grants
        where customer_id = $1 and source = 'plan'
        """;

    /// <summary>The meters and the plans of the model, and ledger partitions for most of where clocks go.</summary>
    public static string Catalog { get; } = $"""
        insert into weir.meters (meter, unit, limit_kind) values
          ('{ModelMeters.Cost}', '{ModelMeters.UnitOf(ModelMeters.Cost)}', 'granted'),
          ('{ModelMeters.Generations}', '{ModelMeters.UnitOf(ModelMeters.Generations)}', 'granted'),
          ('{ModelMeters.Notes}', '{ModelMeters.UnitOf(ModelMeters.Notes)}', 'none');
        insert into weir.plans (plan_code, plan_version, name, created_at) values
          {string.Join(", ", ModelPlans.All.Select(p => string.Create(
              CultureInfo.InvariantCulture, $"('{p.Code}', {p.Version}, '{p.Code}', '2020-01-01')")))};
        insert into weir.plan_entitlements (plan_code, plan_version, key, kind, included, hard_limit, period) values
          {string.Join(", ", ModelPlans.All.SelectMany(p => p.Entitlements.Select(e => string.Create(
              CultureInfo.InvariantCulture,
              $"('{p.Code}', {p.Version}, '{e.Meter}', 'metered', {e.Included}, {e.HardLimit}, '{e.Period.Code()}')"))))};
        select weir.ensure_usage_partitions('2026-01-01', 30);
        """;
}
