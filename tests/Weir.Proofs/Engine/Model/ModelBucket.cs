namespace Weir.Proofs.Engine.Model;

/// <summary>One grant in one period.</summary>
internal sealed class ModelBucket(ModelGrant grant, DateTimeOffset start, DateTimeOffset end)
{
    public ModelGrant Grant { get; } = grant;

    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset End { get; } = end;

    public long Granted { get; set; }

    public long OverageAllowed { get; set; }

    public long Used { get; set; }

    public long Held { get; set; }

    /// <summary>What the grant allows now; one that has used and holds more has no room, and no less either.</summary>
    public long Limit => Math.Max(Granted + Math.Min(OverageAllowed, Grant.OverageAllowed), Used + Held);

    /// <summary>When its units end: with the period, or earlier with the grant.</summary>
    public DateTimeOffset ClosesAt => Grant.ExpiresAt < End ? Grant.ExpiresAt : End;

    public DateTimeOffset? RenewsAt => Grant.Period != ModelPeriod.Lifetime && Grant.ExpiresAt > End ? End : null;

    /// <summary>How many of <paramref name="units"/> fit below a ceiling.</summary>
    public long Room(long units, bool overage) =>
        Math.Max(0, Math.Min(units, (overage ? Limit : Granted) - Used - Held));
}
