namespace Weir.Proofs.Engine.Model;

internal sealed class ModelHold
{
    public required Guid Id { get; init; }

    public Guid? UserId { get; init; }

    public required DateTimeOffset ReservedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; set; }

    public required string? Feature { get; init; }

    /// <summary>In the order in which they were taken; a hold that grew has one a meter and bucket.</summary>
    public required IReadOnlyList<(string Meter, ModelBucket Bucket, long Units)> Lines { get; set; }

    /// <summary>What it counts against, decided when it was reserved.</summary>
    public required IReadOnlyList<(ModelTally Tally, long Units)> Tallies { get; set; }

    public ModelHoldState State { get; set; }

    /// <summary>What settled it, in time or late.</summary>
    public ModelEvent? Event { get; set; }

    public bool IsDue(DateTimeOffset now) => State == ModelHoldState.Pending && ExpiresAt <= now;

    /// <summary>Gives everything back to where it came from.</summary>
    public void Release(ModelHoldState state)
    {
        foreach (var (_, bucket, units) in Lines) bucket.Held -= units;
        foreach (var (tally, units) in Tallies) tally.Held -= units;
        State = state;
    }

    public void Grow(IReadOnlyList<(string Meter, ModelBucket Bucket, long Units)> added)
    {
        if (added.Count == 0) return;
        Lines =
        [
            .. Lines.Concat(added).GroupBy(l => (l.Meter, l.Bucket))
                .Select(g => (g.Key.Meter, g.Key.Bucket, g.Sum(l => l.Units))),
        ];
    }
}
