using Weir.Core.Accounts;
using Weir.Core.Engine;
using Weir.Core.Errors;
using Weir.Data;
using Weir.Data.Accounts;
using Weir.Data.Engine;

namespace Weir.Api.Events;

/// <summary>
/// Books events. Each is one operation of the engine, in which looking for a repeat and writing are one transaction: there
/// is no instant at which a crash could lose an event that is known, or know one that was not written.
/// </summary>
internal sealed class EventRecorder(EngineClient engine, PartyDirectory parties)
{
    /// <summary>Member of an error that says by which rule an event was refused.</summary>
    public const string Reason = "reason";

    /// <summary>Events of one request that wait for the engine at once: a large batch does not fill its queue.</summary>
    private const int Together = 250;

    private static readonly WeirError s_unknown = Fault("subject", "is no customer and no user of this app");
    private static readonly WeirError s_several = Fault(
        "subject", "is a user who acts for several customers: name the customer");
    private static readonly WeirError s_tooMuch = Fault(
        "data.quantity", "is more than the books can hold beside what is in them");
    private static readonly WeirError s_tooOld = Fault("time", "is longer ago than this meter takes events", "too_old");
    private static readonly WeirError s_future = Fault("time", "is further ahead than clocks may differ", "future");

    /// <summary>Books what can be booked; the outcomes are in the order of the events.</summary>
    /// <param name="events">The events.</param>
    /// <param name="requestKey">
    /// The request's <c>Idempotency-Key</c>: a repeat of the request is told what the first was told. The events need none.
    /// </param>
    /// <param name="cancellationToken">Cancels what is not sent yet.</param>
    /// <returns>Null when some were not taken for load; sending all of it again is safe.</returns>
    /// <exception cref="StoreUnavailableException">Some outcomes are unknown; likewise.</exception>
    public async Task<IReadOnlyList<EventOutcome>?> RecordAsync(
        IReadOnlyList<CloudEvent> events, string? requestKey, CancellationToken cancellationToken)
    {
        var known = await parties.FindAsync(events.Select(e => e.Subject).ToHashSet(), cancellationToken);
        var outcomes = new List<EventOutcome>(events.Count);
        foreach (var portion in events.Chunk(Together))
        {
            var booked = await Task.WhenAll(portion.Select(
                e => RecordAsync(e, known.GetValueOrDefault(e.Subject), requestKey, cancellationToken)));
            if (booked.Any(o => o.Recorded?.Status is RecordStatus.Overloaded)) return null;
            outcomes.AddRange(booked);
        }
        return outcomes;
    }

    private async Task<EventOutcome> RecordAsync(
        CloudEvent item, Party? party, string? requestKey, CancellationToken cancellationToken)
    {
        if (party is null) return new EventOutcome(null, s_unknown);
        if (party.OwnerId is null && party.CustomerIds.Count > 1) return new EventOutcome(null, s_several);
        var customerId = party.OwnerId is null ? party.CustomerIds[0] : party.Id;
        Guid? userId = party.CustomerIds.Count > 0 ? party.Id : null;
        var hash = item.Hash;
        var eventId = requestKey is null
            ? Guid.CreateVersion7()
            : OperationId.Of(customerId, $"{requestKey}\n{item.Key}", hash);
        RecordResult recorded;
        try
        {
            recorded = await engine.RecordAsync(
                new RecordOperation(customerId, userId, eventId, [item.Line], item.Details, item.Key, hash),
                cancellationToken);
        }
        catch (QuantityOverflowException)
        {
            return new EventOutcome(null, s_tooMuch);
        }
        return recorded.Status switch
        {
            RecordStatus.TooOld => new EventOutcome(null, s_tooOld),
            RecordStatus.Future => new EventOutcome(null, s_future),
            RecordStatus.AlreadyRecorded when requestKey is not null && recorded.EventId == eventId =>
                new EventOutcome(recorded with { Status = RecordStatus.Recorded }, null),
            _ => new EventOutcome(recorded, null),
        };
    }

    private static WeirError Fault(string field, string message, string? reason = null) =>
        new(ErrorCode.InvalidInput, "One member is not valid; see errors.")
        {
            Faults = [new FieldFault(field, message)],
            Extensions = reason is null
                ? new Dictionary<string, object?>()
                : new Dictionary<string, object?> { [Reason] = reason },
        };
}
