using Weir.Api.Wire;
using Weir.Core.Accounts;
using Weir.Core.Catalog;
using Weir.Core.Entitlements;

namespace Weir.Api.OpenApi;

/// <summary>Values that examples share, so that they tell one story: a user of scritorio who made one call.</summary>
internal static class Samples
{
    public static readonly Guid User = new("5f0c7c1e-2f66-4d0a-9c3b-8d1b0c6f2a10");
    public static readonly Guid Event = new("01939f2e-6c3a-7c1d-8a55-0f6f1f0a7b11");
    public static readonly DateTimeOffset CalledAt = new(2026, 11, 20, 21, 4, 5, 123, TimeSpan.Zero);
    public static readonly PeriodState Period = new(At(2026, 11), At(2026, 12));
    public static readonly PlanState Plan = new(
        "dev_managed_ai", "Managed AI (development)", SubscriptionStatus.Active);
    public static readonly TokenTotals Tokens = TokenTotals.Of(3120, 0, 214, 0);
    public static readonly MeterState Cost =
        new("ai_cost", "nano_usd", 10_000_000, 604_000, 0, 9_396_000, 10_000_000, Period.End);

    public static readonly EntitlementState CostEntitlement = new(
        "ai_cost", EntitlementKind.Metered, true, null, 9_396_000, "nano_usd", EntitlementReason.Granted,
        "plan:dev_managed_ai@1");

    public static readonly EntitlementState ManagedAi = new(
        "managed_ai", EntitlementKind.Boolean, true, null, null, null, EntitlementReason.Granted,
        "plan:dev_managed_ai@1");

    public static readonly EntitlementState Pro = new(
        "scritorio_pro", EntitlementKind.Boolean, false, null, null, null, EntitlementReason.FeatureNotEntitled,
        "none");

    private static DateTimeOffset At(int year, int month) => new(year, month, 1, 0, 0, 0, TimeSpan.Zero);
}
