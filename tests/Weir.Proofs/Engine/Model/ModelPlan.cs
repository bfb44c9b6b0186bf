namespace Weir.Proofs.Engine.Model;

/// <summary>A version of a plan.</summary>
internal sealed record ModelPlan(
    string Code, int Version, IReadOnlyList<ModelEntitlement> Entitlements, IReadOnlyList<ModelLimit> Limits)
{
    /// <summary>End of the period that is the plan's as a whole; null when nothing of it renews.</summary>
    public DateTimeOffset? PeriodEnd(DateTimeOffset anchor, DateTimeOffset at)
    {
        ModelPeriod[] first = [ModelPeriod.BillingMonth, ModelPeriod.CalendarMonth, ModelPeriod.Day, ModelPeriod.Lifetime];
        var period = first.FirstOrDefault(p => Entitlements.Any(e => e.Period == p), ModelPeriod.BillingMonth);
        return period == ModelPeriod.Lifetime ? null : ModelCalendar.PeriodAt(period, anchor, at).End;
    }

    /// <summary>Whether a change to another plan takes something away.</summary>
    public bool IsLoweredBy(ModelPlan next) =>
        Entitlements.Any(e => next.Entitlements.FirstOrDefault(n => n.Meter == e.Meter) is not { } other
            || (other.Period == e.Period && (other.Included < e.Included || other.HardLimit < e.HardLimit)))
        || Limits.Any(l => next.Limits.Any(n => n.Counts(l) && n.Amount < l.Amount));
}
