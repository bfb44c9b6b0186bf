using Weir.Core.Engine;
using Weir.Data.Engine;

namespace Weir.Data.Tests.Engine.Model;

using PendingConsume = Pending<RecordOperation, ConsumeResult>;
using PendingRecord = Pending<RecordOperation, RecordResult>;
using PendingReserve = Pending<ReserveOperation, ReserveResult>;
using PendingSettle = Pending<SettleOperation, SettleResult>;
using PendingVoid = Pending<VoidOperation, VoidStatus>;

/// <summary>Makes up operations: mostly sensible, some repeated, some nonsense.</summary>
internal sealed class ModelScript(Random random, IReadOnlyList<Guid> customers, TimeProvider time)
{
    public static readonly string[] Meters = [Lab.Cost, Lab.Generations, Lab.Notes];

    private readonly List<(Guid Customer, Guid Hold)> _holds = [];
    private readonly List<RecordOperation> _records = [];
    private readonly List<ReserveOperation> _reserves = [];
    private int _batches;

    /// <summary>One to eight operations; an event id at most once.</summary>
    public List<PendingOperation> NextBatch()
    {
        _batches++;
        return [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => NextOperation())
            .DistinctBy(o => o is PendingRecord or PendingConsume ? EventOf(o) : Guid.CreateVersion7())];
    }

    public T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private static Guid EventOf(PendingOperation operation) => operation switch
    {
        PendingRecord record => record.Operation.EventId,
        PendingConsume consume => consume.Operation.EventId,
        _ => default,
    };

    private PendingOperation NextOperation()
    {
        var customer = Pick(customers);
        switch (random.Next(10))
        {
            case < 4:
                var reserve = _reserves.Count > 0 && random.Next(12) == 0 ? Pick(_reserves) : NewReserve(customer);
                _reserves.Add(reserve);
                _holds.Add((reserve.CustomerId, reserve.HoldId));
                return new PendingReserve(reserve.CustomerId, reserve);
            case < 7 when _holds.Count > 0:
                var settled = AHold();
                return new PendingSettle(settled.Customer, new SettleOperation(
                    settled.Customer, settled.Hold, Guid.CreateVersion7(), Lines(0), new UsageEventDetails()));
            case 7 when _holds.Count > 0:
                var voided = AHold();
                return new PendingVoid(voided.Customer, new VoidOperation(voided.Customer, voided.Hold, "test"));
            case 8:
                var record = _records.Count > 0 && random.Next(8) == 0 ? Pick(_records) : NewRecord(customer);
                _records.Add(record);
                return new PendingRecord(record.CustomerId, record);
            default:
                // A consume is of now, whatever the record was that it repeats.
                var consume = (_records.Count > 0 && random.Next(8) == 0 ? Pick(_records) : NewRecord(customer)) with { Event = new() };
                _records.Add(consume);
                return new PendingConsume(consume.CustomerId, consume);
        }
    }

    /// <summary>Mostly a recent one.</summary>
    private (Guid Customer, Guid Hold) AHold() => random.Next(20) == 0
        ? (Pick(customers), Guid.CreateVersion7())
        : _holds[Math.Max(0, _holds.Count - 1 - random.Next(random.Next(1, 25)))];

    private ReserveOperation NewReserve(Guid customer)
    {
        var (key, hash) = Key();
        return new(customer, null, Guid.CreateVersion7(), "f", Lines(1), TimeSpan.FromSeconds(random.Next(1, 90)), key, hash);
    }

    private RecordOperation NewRecord(Guid customer)
    {
        var (key, hash) = Key();
        var occurred = random.Next(3) == 0 ? time.GetUtcNow().AddSeconds(-random.Next(0, 200_000)) : default;
        return new(customer, null, Guid.CreateVersion7(), Lines(1), new UsageEventDetails { OccurredAt = occurred }, key, hash);
    }

    /// <summary>Some are of this batch only, so that a batch repeats keys too.</summary>
    private (string? Key, byte[] Hash) Key() => random.Next(3) != 0
        ? (null, [])
        : (random.Next(2) == 0 ? $"batch-{_batches}" : $"key-{random.Next(60)}", Lab.Hash(random.Next(6) == 0 ? "other" : "body"));

    private List<MeterQuantity> Lines(int least)
    {
        if (random.Next(60) == 0) return [new("nonsense", 1)];
        if (random.Next(60) == 0) return [new(Lab.Cost, -1)];
        return [.. Meters.Where(_ => random.Next(2) == 0).Select(m => new MeterQuantity(m, random.Next(0, 25)))
            .DefaultIfEmpty(new MeterQuantity(Lab.Cost, random.Next(least, 30)))];
    }
}
