using System.Globalization;
using Weir.Core.Catalog;
using Weir.Core.Engine;
using Weir.Data.Limits;
using Weir.Data.Tests.Engine;

namespace Weir.Data.Tests.Limits;

/// <summary>Plans with limits, and operations of members and features, on top of <see cref="Lab"/>.</summary>
internal static class LimitPlans
{
    public static readonly PlanLimit Calls10 =
        new("calls", PlanLimit.Requests, LimitScope.Customer, LimitPeriod.Day, 10);

    /// <summary>
    /// Puts a customer on a plan of its own: plenty of <see cref="Lab.Cost"/> each calendar month, and these limits.
    /// </summary>
    public static async Task<string> LimitAsync(this Lab lab, Guid customer, params PlanLimit[] limits)
    {
        var plan = await lab.PlanAsync(customer, Lab.Cost, 1_000_000, 1_000_000, "calendar_month");
        foreach (var limit in limits)
        {
            await lab.SqlAsync($"""
                insert into weir.plan_limits (plan_code, plan_version, limit_code, meter, scope, period, window_s, amount)
                values ('{plan}', 1, '{limit.Code}', '{limit.Meter}', '{Text(limit.Scope)}', '{Text(limit.Period)}',
                  {limit.WindowSeconds}, {limit.Amount})
                """);
        }
        await lab.SyncAsync(customer);
        return plan;
    }

    public static async Task<Guid> LimitedAsync(this Lab lab, params PlanLimit[] limits)
    {
        var customer = await lab.CustomerAsync();
        await lab.LimitAsync(customer, limits);
        return customer;
    }

    public static Task SyncAsync(this Lab lab, Guid customer) =>
        lab.SqlAsync($"select weir.sync_plan_grants('{lab.Time.GetUtcNow():O}', array['{customer}'::uuid])");

    public static PlanLimit Rate(string meter, int seconds, long amount, LimitScope scope = LimitScope.Customer) =>
        new($"{meter}_rate", meter, scope, LimitPeriod.Window, amount) { WindowSeconds = seconds };

    /// <summary>Tallies that were touched, by meter and scope key: <c>meter key used+held</c>.</summary>
    public static async Task<string> TalliesAsync(this Lab lab, Guid customer) => string.Join(", ", await Testing.Sql.ListAsync(
        lab.Database.Superuser,
        $"""
        select concat_ws(' ', meter, nullif(scope_key, ''), used || '+' || held) from weir.tallies
        where customer_id = '{customer}' order by meter, scope, scope_key, period, period_start
        """,
        Lab.Token));

    public static async Task<string> StatesAsync(this Lab lab, Guid customer, Guid? user = null, string? feature = null) =>
        string.Join(", ", (await new LimitStore(lab.Database.Weir, lab.Time).ListAsync(customer, user, feature, Lab.Token))
            .Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Code} {l.Used}+{l.Held}/{l.Amount}")));

    public static async Task<ReserveStatus> TryAsync(
        this Lab lab, Guid customer, long cost, Guid? user = null, string? feature = null) =>
        (await lab.ReserveAsync(Lab.Hold(customer, cost) with { UserId = user, Feature = feature })).Status;

    private static string Text<T>(T word) where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(word.ToString());
}
