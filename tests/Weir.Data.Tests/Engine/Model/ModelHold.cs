namespace Weir.Data.Tests.Engine.Model;

internal sealed class ModelHold
{
    public required Guid Id { get; init; }

    public required DateTimeOffset ReservedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required IReadOnlyList<(string Meter, ModelBucket Bucket, long Units)> Lines { get; init; }

    public ModelHoldState State { get; set; }

    public Guid? EventId { get; set; }
}
