using Weir.Core.Engine;

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

    public ModelTallies Tallies { get; } = new();

    public List<ModelSubscription> Subscriptions { get; } = [];

    public Dictionary<string, long> SpendCaps { get; } = [];

    public Dictionary<Guid, ModelHold> Holds { get; } = [];

    public List<ModelEvent> Ledger { get; } = [];

    public Dictionary<string, ModelKey> Keys { get; } = [];

    /// <summary>Records, consumes and corrections by the id that their caller chose.</summary>
    public Dictionary<Guid, ModelEvent> Events { get; } = [];

    public ModelSubscription? Running(DateTimeOffset at) => Subscriptions.Find(s => s.RunsAt(at));

    /// <summary>What every call does first. Returns how many.</summary>
    public int ExpireDue(DateTimeOffset now)
    {
        var due = Holds.Values.Where(h => h.IsDue(now)).ToList();
        foreach (var hold in due) hold.Release(ModelHoldState.Expired);
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
        var asks = Tallies.Ask(Running(now), now, operation.UserId, operation.Feature, operation.Lines);
        if ((Units.Deny(now, operation.Lines) ?? ModelTallies.Deny(asks)) is { } denial)
            return Answer(operation, ReserveStatus.Denied) with { Denial = denial };

        var hold = new ModelHold
        {
            Id = operation.HoldId,
            UserId = operation.UserId,
            ReservedAt = now,
            ExpiresAt = now + operation.Lease,
            Feature = operation.Feature,
            Lines = Hold(now, operation.Lines),
            Tallies = [.. asks.Select(a => (a.Tally, a.Units))],
        };
        foreach (var ask in asks) ask.Tally.Held += ask.Units;
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
                hold.Release(ModelHoldState.Voided);
                return VoidStatus.Voided;
        }
    }

    public ExtendResult Extend(ExtendOperation operation, DateTimeOffset now)
    {
        if (!IsKnown) return new ExtendResult(ExtendStatus.Invalid, null);
        if (!Holds.TryGetValue(operation.HoldId, out var hold)) return new ExtendResult(ExtendStatus.NotFound, null);
        if (hold.Event is not null) return new ExtendResult(ExtendStatus.AlreadyPosted, null);
        if (hold.State == ModelHoldState.Voided) return new ExtendResult(ExtendStatus.AlreadyVoided, null);
        if (hold.State == ModelHoldState.Expired) return new ExtendResult(ExtendStatus.AlreadyExpired, null);
        if (!AreValid(operation.Lines)) return new ExtendResult(ExtendStatus.Invalid, null);

        var needs = operation.Lines.Where(l => ModelMeters.IsLimited(l.Meter)).Select(l => l with
        {
            Quantity = Math.Max(0, l.Quantity - hold.Lines.Where(h => h.Meter == l.Meter).Sum(h => h.Units)),
        }).ToList();
        var asks = ModelTallies.AskMore(Running(now), hold, operation.Lines);
        if ((Units.Deny(now, needs) ?? ModelTallies.Deny(asks)) is { } denial)
            return new ExtendResult(ExtendStatus.Denied, null) { Denial = denial };
        if (operation.Lease is { } lease && now + lease > hold.ExpiresAt) hold.ExpiresAt = now + lease;
        hold.Grow(Hold(now, needs));
        foreach (var ask in asks) ask.Tally.Held += ask.Units;
        hold.Tallies = [.. hold.Tallies.Zip(asks, (t, a) => (t.Tally, t.Units + a.Units))];
        return new ExtendResult(ExtendStatus.Extended, hold.ExpiresAt);
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
        var entry = new ModelEvent
        {
            Id = operation.EventId,
            Hold = hold,
            UserId = hold.UserId,
            RecordedAt = now,
            OccurredAt = operation.Event.OccurredAt is var at && (at == default || at > now) ? now : at,
            Details = operation.Event,
            Late = late,
        };
        Ledger.Add(entry);
        var rest = operation.Lines.ToDictionary(l => l.Meter, l => l.Quantity);
        if (!late)
        {
            hold.Release(ModelHoldState.Posted);
            foreach (var (meter, bucket, units) in hold.Lines)
            {
                var used = Math.Min(units, rest.GetValueOrDefault(meter));
                if (used == 0) continue;
                bucket.Used += used;
                rest[meter] -= used;
                entry.Lines.Add(new ModelLine(meter, used, bucket, null));
            }
        }
        hold.Event = entry;
        Count(entry, hold.Tallies.Select(t => (t.Tally, ModelTallies.UnitsOf(t.Tally.Meter, operation.Lines))));
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

    /// <summary>Writes a record or consume, paid by the buckets of the time that it counts at.</summary>
    public ModelEvent Post(RecordOperation operation, ModelTime time, IReadOnlyList<ModelAsk> asks, DateTimeOffset now)
    {
        var entry = new ModelEvent
        {
            Id = operation.EventId,
            UserId = operation.UserId,
            RecordedAt = now,
            OccurredAt = time.At,
            ClaimedAt = time.ClaimedAt,
            Details = operation.Event,
        };
        Ledger.Add(entry);
        Units.Book(time.At, operation.Lines, entry);
        Count(entry, asks.Select(a => (a.Tally, a.Units)));
        Events.Add(operation.EventId, entry);
        if (operation.IdempotencyKey is { } key) Keys[key] = new ModelKey(HashOf(operation.RequestHash), null, entry);
        return entry;
    }

    public static byte HashOf(ReadOnlyMemory<byte> hash) => hash.IsEmpty ? (byte)0 : hash.Span[0];

    public static bool AreValid(IReadOnlyList<MeterQuantity> lines) =>
        lines.All(l => l.Quantity >= 0 && ModelMeters.IsKnown(l.Meter))
        && lines.DistinctBy(l => l.Meter).Count() == lines.Count;

    /// <summary>Counts in full, whatever the limit.</summary>
    private static void Count(ModelEvent entry, IEnumerable<(ModelTally Tally, long Units)> counts)
    {
        entry.Tallies = [.. counts];
        foreach (var (tally, units) in entry.Tallies) tally.Used += units;
    }

    private List<(string, ModelBucket, long)> Hold(DateTimeOffset now, IReadOnlyList<MeterQuantity> lines) =>
    [
        .. lines.Where(l => ModelMeters.IsLimited(l.Meter)).SelectMany(l => Units
            .Take(now, l.Meter, l.Quantity, (b, n) => b.Held += n).Select(t => (l.Meter, t.Bucket, t.Units))),
    ];

    private static ReserveResult Again(ReserveOperation operation, ModelHold hold) => hold.Event is null
        ? new ReserveResult(ReserveStatus.Reserved, operation.HoldId, hold.ExpiresAt)
        : new ReserveResult(ReserveStatus.AlreadySettled, operation.HoldId, hold.ExpiresAt) { Settled = hold.Event.ToSettled() };

    private static ReserveResult Answer(ReserveOperation operation, ReserveStatus status) =>
        new(status, operation.HoldId, default);
}
