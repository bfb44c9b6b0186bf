namespace Weir.Proofs.Engine.Model;

internal sealed class ModelHold
{
    public required Guid Id { get; init; }

    public required DateTimeOffset ReservedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required string? Feature { get; init; }

    public required IReadOnlyList<(string Meter, ModelBucket Bucket, long Units)> Lines { get; init; }

    public ModelHoldState State { get; set; }

    /// <summary>What settled it, in time or late.</summary>
    public ModelEvent? Event { get; set; }

    public bool IsDue(DateTimeOffset now) => State == ModelHoldState.Pending && ExpiresAt <= now;
}
