using Weir.Core.Engine;
using Weir.Core.Errors;

namespace Weir.Api.Events;

/// <summary>What became of one event: recorded, or refused for a reason of its own.</summary>
internal readonly record struct EventOutcome(RecordResult? Recorded, WeirError? Error)
{
    public EventResult ToResult() => Recorded is { } recorded
        ? new EventResult(recorded.Inserted, recorded.EventId, recorded.Status is RecordStatus.KeyConflict ? true : null)
        : new EventResult(false, null, Error: EventError.Of(Error!));
}
