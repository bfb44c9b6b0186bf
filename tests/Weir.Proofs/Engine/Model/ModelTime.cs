using Weir.Core.Engine;

namespace Weir.Proofs.Engine.Model;

/// <summary>When an event counts, by the policy of its meters.</summary>
/// <param name="Refused">Too old, or in the future.</param>
/// <param name="At">Counts then.</param>
/// <param name="ClaimedAt">What its sender says, where it counts when it is received.</param>
internal sealed record ModelTime(RecordStatus? Refused, DateTimeOffset At, DateTimeOffset? ClaimedAt)
{
    private static readonly TimeSpan s_remembered = TimeSpan.FromDays(35);

    /// <summary>Of several meters the strictest speaks for the whole event.</summary>
    public static ModelTime Of(UsageEventDetails details, IReadOnlyList<MeterQuantity> lines, bool consumes, DateTimeOffset now)
    {
        var says = details.OccurredAt;
        if (says == default) return new(null, now, null);
        var rules = lines.Where(l => ModelMeters.IsKnown(l.Meter)).Select(l => ModelMeters.LateOf(l.Meter)).ToList();
        var lateAfter = TimeSpan.FromSeconds(rules.Select(r => r.LateAfterSeconds).DefaultIfEmpty(86400).Min());
        var future = TimeSpan.FromSeconds(rules.Select(r => r.FutureSeconds).DefaultIfEmpty(600).Min());
        if (says > now + future) return new(RecordStatus.Future, now, null);
        if (says < now - s_remembered || (consumes && says < now - future)) return new(RecordStatus.TooOld, now, null);
        if (consumes || says > now) return new(null, now, null);
        if (says >= now - lateAfter) return new(null, says, null);
        if (rules.Any(r => r.Policy == "reject")) return new(RecordStatus.TooOld, now, null);
        return rules.Any(r => r.Policy == "receipt") ? new(null, now, says) : new(null, says, null);
    }
}
