namespace Weir.Proofs.Engine.Model;

internal sealed class ModelSubscription
{
    /// <summary>The database chooses it.</summary>
    public Guid Id { get; set; }

    public required ModelPlan Plan { get; set; }

    public required DateTimeOffset AnchorAt { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public ModelStatus Status { get; set; }

    /// <summary>May be ahead: a change that waits.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public DateTimeOffset EndsAt => EndedAt ?? ModelCalendar.Never;

    /// <summary>Whether it has grants, now or later.</summary>
    public bool GivesFrom(DateTimeOffset now) => Status == ModelStatus.Active && EndsAt > now;

    public bool RunsAt(DateTimeOffset at) => StartedAt <= at && EndsAt > at;
}
