using System.Globalization;
using Weir.Proofs.Engine.Model;

namespace Weir.Proofs.Engine;

/// <summary>Statements that set the stage, as a superuser; whatever the engine decides goes through its own functions.</summary>
internal static class WorldSql
{
    public const string AddCustomers =
        "insert into weir.customers (customer_id, kind, created_at) select id, 'personal', '2020-01-01' from unnest($1) as id";

    public const string AssignPlan = "select count(*) from weir.assign_plan($1, $2, 'admin', $3, $4)";

    public const string SetSpendCap = "select weir.set_spend_cap($1, $2, $3, $4)";

    public const string Subscriptions = "select subscription_id::text from weir.subscriptions where customer_id = $1";

    public const string ChangeSubscription = """
        update weir.subscriptions set plan_version = $3, status = $4, ended_at = $5
        where customer_id = $1 and subscription_id = $2
        """;

    public const string SyncPlanGrants = "select weir.sync_plan_grants($1, array[$2])";

    public const string Buckets = """
        select concat_ws(' ', grant_id, pg_temp.instant(period_start), granted, overage_allowed)
        from weir.buckets where customer_id = $1
        """;

    public const string Tallies = """
        select concat_ws(' ', meter, scope, period, window_s, pg_temp.instant(period_start), pg_temp.instant(period_end),
          scope_key)
        from weir.tallies where customer_id = $1
        """;

    public const string PlanGrants = """
        select concat_ws(' ', subscription_id, meter, period, grant_id) from weir.grants
        where customer_id = $1 and source = 'plan'
        """;

    /// <summary>The meters and the plans of the model, and ledger partitions for most of where clocks go.</summary>
    public static string Catalog { get; } = $"""
        insert into weir.meters (meter, unit, limit_kind, late_events, late_after_s, future_s) values {List(
            ModelMeters.Known, m => $"'{m}', '{ModelMeters.UnitOf(m)}', '{(ModelMeters.IsLimited(m) ? "granted" : "none")}', {Late(m)}")};
        insert into weir.plans (plan_code, plan_version, name, created_at) values {List(
            ModelPlans.All, p => $"'{p.Code}', {p.Version}, '{p.Code}', '2020-01-01'")};
        insert into weir.plan_entitlements (plan_code, plan_version, key, kind, included, hard_limit, period) values {List(
            ModelPlans.All.SelectMany(p => p.Entitlements.Select(e => (Plan: p, Entitlement: e))),
            x => $"'{x.Plan.Code}', {x.Plan.Version}, '{x.Entitlement.Meter}', 'metered', {x.Entitlement.Included}, {x.Entitlement.HardLimit}, '{x.Entitlement.Period.Code()}'")};
        insert into weir.plan_limits (plan_code, plan_version, limit_code, meter, scope, period, window_s, amount) values {List(
            ModelPlans.All.SelectMany(p => p.Limits.Select(l => (Plan: p, Limit: l))),
            x => $"'{x.Plan.Code}', {x.Plan.Version}, '{x.Limit.Code}', '{x.Limit.Meter}', '{x.Limit.Scope}', '{x.Limit.PeriodCode}', {x.Limit.WindowSeconds}, {x.Limit.Amount}")};
        select weir.ensure_usage_partitions('2026-01-01', 30);
        """;

    private static string Late(string meter)
    {
        var (policy, late, future) = ModelMeters.LateOf(meter);
        return string.Create(CultureInfo.InvariantCulture, $"'{policy}', {late}, {future}");
    }

    private static string List<T>(IEnumerable<T> items, Func<T, FormattableString> row) =>
        string.Join(", ", items.Select(item => $"({row(item).ToString(CultureInfo.InvariantCulture)})"));
}
