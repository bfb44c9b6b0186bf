namespace Weir.Data.Tests.Engine.Model;

internal sealed class ModelBucket(ModelGrant grant, DateTimeOffset start, DateTimeOffset end)
{
    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset End { get; } = end;

    public long Granted { get; } = grant.Amount;

    public long Limit { get; } = grant.Amount + grant.OverageAllowed;

    public long Used { get; set; }

    public long Held { get; set; }

    /// <summary>When its units end: with the period, or earlier with the grant.</summary>
    public DateTimeOffset ClosesAt => grant.ExpiresAt < End ? grant.ExpiresAt : End;

    public DateTimeOffset? RenewsAt => grant.Period != ModelPeriod.Lifetime && grant.ExpiresAt > End ? End : null;

    /// <summary>Takes up to <paramref name="units"/> below a ceiling; returns how many.</summary>
    public long Room(long units, bool overage) => Math.Max(0, Math.Min(units, (overage ? Limit : Granted) - Used - Held));
}
