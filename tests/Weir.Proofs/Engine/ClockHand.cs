using Weir.Proofs.Engine.Model;
using Weir.Proofs.Engine.Scripts;

namespace Weir.Proofs.Engine;

/// <summary>Where a step moves the clock to.</summary>
internal static class ClockHand
{
    /// <summary>Null when there is no such instant ahead.</summary>
    public static DateTimeOffset? Target(Step.Clock step, DateTimeOffset now, IReadOnlyList<ModelCustomer> customers)
    {
        if (step.Target == ClockTarget.By) return now.AddMicroseconds(step.Micros);
        var ahead = Instants(step.Target, now, customers).Where(at => at > now && at < ModelCalendar.Never)
            .Distinct().Order().Skip(step.Pick).Take(1).ToList();
        return ahead.Count == 0 ? null : ahead[0].AddMicroseconds(step.Micros);
    }

    private static IEnumerable<DateTimeOffset> Instants(
        ClockTarget target, DateTimeOffset now, IReadOnlyList<ModelCustomer> customers) => target switch
        {
            ClockTarget.LeaseEnd => customers.SelectMany(c => c.Holds.Values)
                .Where(h => h.State == ModelHoldState.Pending).Select(h => h.ExpiresAt),
            ClockTarget.GrantEdge => customers.SelectMany(c => c.Units.Grants)
                .SelectMany(g => (DateTimeOffset[])[g.EffectiveAt, g.ExpiresAt]),
            ClockTarget.PeriodEnd => customers.SelectMany(c => c.Units.Grants).Where(g => g.IsActive(now))
                .Select(g => ModelCalendar.PeriodAt(g.Period, g.AnchorAt, now).End),
            ClockTarget.DayEnd => Enumerable.Range(1, 5)
                .Select(n => new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(n)),
            _ => Enumerable.Range(1, 5).Select(n => ModelCalendar.MonthOf(now).AddMonths(n)),
        };
}
