namespace Weir.Proofs.Engine.Model;

internal sealed class ModelSubscription
{
    public required Guid Id { get; init; }

    public required ModelPlan Plan { get; set; }

    public required DateTimeOffset AnchorAt { get; init; }

    public bool IsPaused { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public bool GivesAt(DateTimeOffset now) => !IsPaused && (EndedAt is null || EndedAt > now);
}
