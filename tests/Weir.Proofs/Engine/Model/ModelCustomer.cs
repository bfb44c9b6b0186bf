using Weir.Core.Engine;
using Weir.Core.Errors;

namespace Weir.Proofs.Engine.Model;

/// <summary>
/// The engine's rules for one customer, written a second time, as plainly as they can be: no batches, no SQL, no arrays.
/// </summary>
internal sealed class ModelCustomer(Guid id, bool isKnown)
{
    public Guid Id { get; } = id;

    /// <summary>False for one that the database has no row of.</summary>
    public bool IsKnown { get; } = isKnown;

    public ModelUnits Units { get; } = new();

    public List<ModelSubscription> Subscriptions { get; } = [];

    public Dictionary<Guid, ModelHold> Holds { get; } = [];

    public List<ModelEvent> Ledger { get; } = [];

    public Dictionary<string, ModelKey> Keys { get; } = [];

    /// <summary>Records and consumes by the id that their caller chose.</summary>
    public Dictionary<Guid, ModelEvent> Events { get; } = [];

    /// <summary>What every call does first. Returns how many.</summary>
    public int ExpireDue(DateTimeOffset now)
    {
        var due = Holds.Values.Where(h => h.IsDue(now)).ToList();
        foreach (var hold in due) Release(hold, ModelHoldState.Expired);
        return due.Count;
    }

    public ReserveResult Reserve(ReserveOperation operation, DateTimeOffset now)
    {
        if (Holds.TryGetValue(operation.HoldId, out var known)) return Again(operation, known);
        var (key, hash) = (operation.IdempotencyKey, HashOf(operation.RequestHash));
        if (!IsKnown) return Answer(operation, ReserveStatus.Invalid);
        if (key is not null && Keys.TryGetValue(key, out var first))
        {
            if (first.Hash != hash) return Answer(operation, ReserveStatus.KeyConflict);
            if (first.SettledBy is { } by)
                return Answer(operation, ReserveStatus.AlreadySettled) with { Settled = by.ToSettled() };
            if (first.Hold?.State == ModelHoldState.Pending) return Answer(operation, ReserveStatus.InProgress);
        }
        if (!AreValid(operation.Lines)) return Answer(operation, ReserveStatus.Invalid);
        if (Units.Deny(now, operation.Lines) is { } denial)
            return Answer(operation, ReserveStatus.Denied) with { Denial = denial };

        var hold = new ModelHold
        {
            Id = operation.HoldId,
            ReservedAt = now,
            ExpiresAt = now + operation.Lease,
            Feature = operation.Feature,
            Lines =
            [
                .. operation.Lines.Where(l => ModelMeters.IsLimited(l.Meter)).SelectMany(l => Units
                    .Take(now, l.Meter, l.Quantity, (b, n) => b.Held += n).Select(t => (l.Meter, t.Bucket, t.Units))),
            ],
        };
        Holds.Add(hold.Id, hold);
        if (key is not null) Keys[key] = new ModelKey(hash, hold, null);
        return new ReserveResult(ReserveStatus.Reserved, hold.Id, hold.ExpiresAt);
    }

    public VoidStatus Void(VoidOperation operation)
    {
        if (!Holds.TryGetValue(operation.HoldId, out var hold)) return VoidStatus.NotFound;
        switch (hold.State)
        {
            case ModelHoldState.Posted:
                return VoidStatus.AlreadyPosted;
            case ModelHoldState.Voided:
                return VoidStatus.AlreadyVoided;
            case ModelHoldState.Expired:
                return VoidStatus.AlreadyExpired;
            default:
                Release(hold, ModelHoldState.Voided);
                return VoidStatus.Voided;
        }
    }

    /// <summary>
    /// First half of a settle: the hold gives back all, and takes what it covers. Null when there is nothing to do;
    /// no status when the operation is malformed.
    /// </summary>
    public ModelNeed? BeginSettle(SettleOperation operation, DateTimeOffset now, out SettleStatus? status)
    {
        status = null;
        if (!Holds.TryGetValue(operation.HoldId, out var hold)) status = SettleStatus.NotFound;
        else if (hold.Event is not null) status = SettleStatus.AlreadyPosted;
        if (status is not null || !AreValid(operation.Lines)) return null;

        var late = hold!.State != ModelHoldState.Pending;
        status = late ? SettleStatus.PostedLate : SettleStatus.Posted;
        var entry = NewEvent(operation.EventId, operation.Event, now, hold, late);
        var rest = operation.Lines.ToDictionary(l => l.Meter, l => l.Quantity);
        if (!late)
        {
            Release(hold, ModelHoldState.Posted);
            foreach (var (meter, bucket, units) in hold.Lines)
            {
                var used = Math.Min(units, rest.GetValueOrDefault(meter));
                if (used == 0) continue;
                bucket.Used += used;
                rest[meter] -= used;
                entry.Lines.Add(new ModelLine(meter, used, bucket, false));
            }
        }
        hold.Event = entry;
        return new ModelNeed(
            entry, hold.ReservedAt, [.. operation.Lines.Select(l => l with { Quantity = rest[l.Meter] })]);
    }

    /// <summary>Whether a record or consume was asked before; null when it was not.</summary>
    public ModelReplay? Replay(RecordOperation operation)
    {
        if (Events.TryGetValue(operation.EventId, out var same)) return new(ModelReplayKind.Settled, same);
        if (!IsKnown) return new(ModelReplayKind.Invalid, null);
        if (operation.IdempotencyKey is { } key && Keys.TryGetValue(key, out var first))
        {
            if (first.Hash != HashOf(operation.RequestHash)) return new(ModelReplayKind.KeyConflict, first.SettledBy);
            if (first.SettledBy is { } by) return new(ModelReplayKind.Settled, by);
            if (first.Hold?.State == ModelHoldState.Pending) return new(ModelReplayKind.InProgress, null);
        }
        return null;
    }

    /// <summary>Writes a record or consume, paid by the buckets of an instant.</summary>
    public ModelEvent Post(RecordOperation operation, DateTimeOffset at, DateTimeOffset now)
    {
        var entry = NewEvent(operation.EventId, operation.Event, now, null, late: false);
        Units.Book(at, operation.Lines, entry);
        Events.Add(operation.EventId, entry);
        if (operation.IdempotencyKey is { } key) Keys[key] = new ModelKey(HashOf(operation.RequestHash), null, entry);
        return entry;
    }

    public LimitDenial? Deny(IReadOnlyList<MeterQuantity> lines, DateTimeOffset now) => Units.Deny(now, lines);

    public static byte HashOf(ReadOnlyMemory<byte> hash) => hash.IsEmpty ? (byte)0 : hash.Span[0];

    /// <summary>When it happened: never after it is recorded.</summary>
    public static DateTimeOffset OccurredAt(UsageEventDetails details, DateTimeOffset now) =>
        details.OccurredAt == default || details.OccurredAt > now ? now : details.OccurredAt;

    private ModelEvent NewEvent(Guid id, UsageEventDetails details, DateTimeOffset now, ModelHold? hold, bool late)
    {
        var entry = new ModelEvent
        {
            Id = id,
            Hold = hold,
            RecordedAt = now,
            OccurredAt = OccurredAt(details, now),
            Details = details,
            Late = late,
        };
        Ledger.Add(entry);
        return entry;
    }

    private static ReserveResult Again(ReserveOperation operation, ModelHold hold) => hold.Event is null
        ? new ReserveResult(ReserveStatus.Reserved, operation.HoldId, hold.ExpiresAt)
        : new ReserveResult(ReserveStatus.AlreadySettled, operation.HoldId, hold.ExpiresAt) { Settled = hold.Event.ToSettled() };

    private static ReserveResult Answer(ReserveOperation operation, ReserveStatus status) =>
        new(status, operation.HoldId, default);

    private static void Release(ModelHold hold, ModelHoldState state)
    {
        foreach (var (_, bucket, units) in hold.Lines) bucket.Held -= units;
        hold.State = state;
    }

    public static bool AreValid(IReadOnlyList<MeterQuantity> lines) =>
        lines.All(l => l.Quantity >= 0 && ModelMeters.IsKnown(l.Meter))
        && lines.DistinctBy(l => l.Meter).Count() == lines.Count;
}
