using Weir.Core.Engine;
using Weir.Core.Errors;

namespace Weir.Data.Tests.Engine.Model;

/// <summary>
/// The engine's rules for one customer, written a second time, as plainly as they can be: no batches, no SQL, no arrays.
/// </summary>
internal sealed class ModelCustomer(IReadOnlySet<string> limitedMeters, IReadOnlySet<string> freeMeters)
{
    private readonly List<ModelOverrun> _overruns = [];
    private readonly Dictionary<string, ModelKey> _keys = [];
    private readonly HashSet<Guid> _events = [];

    public List<ModelGrant> Grants { get; } = [];

    public Dictionary<Guid, ModelHold> Holds { get; } = [];

    public long EventCount { get; private set; }

    /// <summary>What every call does first.</summary>
    public void ExpireDue(DateTimeOffset now)
    {
        foreach (var hold in Holds.Values.Where(h => h.State == ModelHoldState.Pending && h.ExpiresAt <= now))
        {
            Release(hold);
            hold.State = ModelHoldState.Expired;
        }
    }

    public (ReserveStatus Status, LimitDenial? Denial) Reserve(
        DateTimeOffset now, Guid holdId, IReadOnlyList<MeterQuantity> lines, TimeSpan lease, string? key, byte hash)
    {
        if (Holds.TryGetValue(holdId, out var known))
            return (known.EventId is null ? ReserveStatus.Reserved : ReserveStatus.AlreadySettled, null);
        if (key is not null && _keys.TryGetValue(key, out var first))
        {
            if (first.Hash != hash) return (ReserveStatus.KeyConflict, null);
            if (first.EventId is not null || first.Hold?.EventId is not null) return (ReserveStatus.AlreadySettled, null);
            if (first.Hold?.State == ModelHoldState.Pending) return (ReserveStatus.InProgress, null);
        }
        if (!AreValid(lines)) return (ReserveStatus.Invalid, null);
        if (Deny(now, lines) is { } denial) return (ReserveStatus.Denied, denial);

        var taken = new List<(string, ModelBucket, long)>();
        foreach (var line in lines.Where(l => limitedMeters.Contains(l.Meter)))
        {
            foreach (var (bucket, units) in Take(now, line.Meter, line.Quantity))
            {
                bucket.Held += units;
                taken.Add((line.Meter, bucket, units));
            }
        }
        var hold = new ModelHold { Id = holdId, ReservedAt = now, ExpiresAt = now + lease, Lines = taken };
        Holds.Add(holdId, hold);
        if (key is not null) _keys[key] = new ModelKey(hash, hold, null);
        return (ReserveStatus.Reserved, null);
    }

    public VoidStatus Void(Guid holdId)
    {
        if (!Holds.TryGetValue(holdId, out var hold)) return VoidStatus.NotFound;
        switch (hold.State)
        {
            case ModelHoldState.Posted:
                return VoidStatus.AlreadyPosted;
            case ModelHoldState.Voided:
                return VoidStatus.AlreadyVoided;
            case ModelHoldState.Expired:
                return VoidStatus.AlreadyExpired;
            default:
                Release(hold);
                hold.State = ModelHoldState.Voided;
                return VoidStatus.Voided;
        }
    }

    /// <summary>First half of a settle: the hold gives back all, and takes what it covers. Null: decided already.</summary>
    public ModelSettle? BeginSettle(Guid holdId, Guid eventId, IReadOnlyList<MeterQuantity> lines, out SettleStatus? status)
    {
        status = null;
        if (!Holds.TryGetValue(holdId, out var hold)) status = SettleStatus.NotFound;
        else if (hold.EventId is not null) status = SettleStatus.AlreadyPosted;
        if (status is not null || !AreValid(lines)) return null;

        status = hold!.State == ModelHoldState.Pending ? SettleStatus.Posted : SettleStatus.PostedLate;
        var rest = lines.Where(l => limitedMeters.Contains(l.Meter)).ToDictionary(l => l.Meter, l => l.Quantity);
        if (hold.State == ModelHoldState.Pending)
        {
            Release(hold);
            foreach (var (meter, bucket, units) in hold.Lines)
            {
                var used = Math.Min(units, rest.GetValueOrDefault(meter));
                bucket.Used += used;
                if (used > 0) rest[meter] -= used;
            }
            hold.State = ModelHoldState.Posted;
        }
        hold.EventId = eventId;
        EventCount++;
        return new ModelSettle(hold.ReservedAt, [.. lines.Where(l => rest.GetValueOrDefault(l.Meter) > 0).Select(l => l with { Quantity = rest[l.Meter] })]);
    }

    /// <summary>Second half, and all of a record: takes what limits allow; returns what is overrun.</summary>
    public IReadOnlyList<MeterQuantity> Book(DateTimeOffset at, IReadOnlyList<MeterQuantity> lines)
    {
        var overruns = new List<MeterQuantity>();
        foreach (var line in lines.Where(l => limitedMeters.Contains(l.Meter)))
        {
            var allowed = Math.Min(line.Quantity, Math.Max(0, Balance(at, line.Meter).Left));
            foreach (var (bucket, units) in Take(at, line.Meter, allowed)) bucket.Used += units;
            if (allowed == line.Quantity) continue;
            overruns.Add(new(line.Meter, line.Quantity - allowed));
            var last = Open(at, line.Meter).LastOrDefault();
            var month = new DateTimeOffset(at.Year, at.Month, 1, 0, 0, 0, TimeSpan.Zero);
            _overruns.Add(new(line.Meter, last?.Start ?? month, last?.ClosesAt ?? month.AddMonths(1), line.Quantity - allowed));
        }
        return overruns;
    }

    /// <summary>Whether a record or consume was asked before; null when it was not.</summary>
    public ModelReplay? Replay(Guid eventId, IReadOnlyList<MeterQuantity> lines, string? key, byte hash)
    {
        if (_events.Contains(eventId)) return new(ReserveStatus.AlreadySettled, eventId);
        if (key is not null && _keys.TryGetValue(key, out var first))
        {
            var firstEvent = first.EventId ?? first.Hold?.EventId;
            if (first.Hash != hash) return new(ReserveStatus.KeyConflict, firstEvent);
            if (firstEvent is not null) return new(ReserveStatus.AlreadySettled, firstEvent);
            if (first.Hold?.State == ModelHoldState.Pending) return new(ReserveStatus.InProgress, null);
        }
        return AreValid(lines) ? null : new(ReserveStatus.Invalid, null);
    }

    public void Remember(Guid eventId, string? key, byte hash)
    {
        _events.Add(eventId);
        if (key is not null) _keys[key] = new ModelKey(hash, null, eventId);
        EventCount++;
    }

    public LimitDenial? Deny(DateTimeOffset now, IReadOnlyList<MeterQuantity> lines)
    {
        foreach (var line in lines.Where(l => limitedMeters.Contains(l.Meter)))
        {
            var (granted, used, held, limit, left, resetsAt) = Balance(now, line.Meter);
            if (line.Quantity > Math.Max(0, left))
                return new("customer", line.Meter, granted, used, held, line.Quantity, Math.Max(0, left), limit, resetsAt);
        }
        return null;
    }

    public (long Granted, long Used, long Held, long Limit, long Left, DateTimeOffset? ResetsAt) Balance(
        DateTimeOffset at, string meter)
    {
        var open = Open(at, meter).ToList();
        var overrun = _overruns.Where(o => o.Meter == meter && o.Start <= at && at < o.End).Sum(o => o.Units);
        var (used, held, limit) = (open.Sum(b => b.Used) + overrun, open.Sum(b => b.Held), open.Sum(b => b.Limit));
        return (open.Sum(b => b.Granted), used, held, limit, limit - used - held, open.Min(b => b.RenewsAt));
    }

    private IEnumerable<ModelBucket> Open(DateTimeOffset at, string meter) => Grants
        .Where(g => g.Meter == meter && g.IsActive(at))
        .Select(g => (Grant: g, Bucket: g.BucketAt(at)))
        .OrderBy(g => g.Grant.Priority).ThenBy(g => g.Bucket.ClosesAt).ThenBy(g => g.Grant.CreatedAt).ThenBy(g => g.Grant.Id)
        .Select(g => g.Bucket);

    /// <summary>What is granted first, in burn order, then overage. The caller books it before it asks again.</summary>
    private IEnumerable<(ModelBucket Bucket, long Units)> Take(DateTimeOffset at, string meter, long units)
    {
        var open = Open(at, meter).ToList();
        foreach (var overage in (bool[])[false, true])
        {
            foreach (var bucket in open)
            {
                var taken = bucket.Room(units, overage);
                if (taken == 0) continue;
                units -= taken;
                yield return (bucket, taken);
            }
        }
        if (units > 0) throw new InvalidOperationException("The model took more than there is.");
    }

    private static void Release(ModelHold hold)
    {
        foreach (var (_, bucket, units) in hold.Lines) bucket.Held -= units;
    }

    private bool AreValid(IReadOnlyList<MeterQuantity> lines) =>
        lines.All(l => l.Quantity >= 0 && (limitedMeters.Contains(l.Meter) || freeMeters.Contains(l.Meter)))
        && lines.DistinctBy(l => l.Meter).Count() == lines.Count;
}
