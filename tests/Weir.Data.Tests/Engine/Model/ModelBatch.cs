using Weir.Core.Engine;
using Weir.Core.Errors;
using Weir.Data.Engine;

namespace Weir.Data.Tests.Engine.Model;

using PendingConsume = Pending<RecordOperation, ConsumeResult>;
using PendingRecord = Pending<RecordOperation, RecordResult>;
using PendingReserve = Pending<ReserveOperation, ReserveResult>;
using PendingSettle = Pending<SettleOperation, SettleResult>;
using PendingVoid = Pending<VoidOperation, VoidStatus>;

/// <summary>One batch's answers against the model's. The model follows the order in which the engine works a batch off.</summary>
internal sealed class ModelBatch(IReadOnlyDictionary<Guid, ModelCustomer> customers, DateTimeOffset now)
{
    private readonly List<Action> _checks = [];

    /// <summary>First use of a key in the batch: a repeat in the same batch shares its fate.</summary>
    private readonly Dictionary<(Guid, string), (RecordOperation Operation, bool Consume, LimitDenial? Denial)> _attempts = [];

    public void Check(List<PendingOperation> batch)
    {
        foreach (var id in batch.Select(o => o.CustomerId).Distinct()) customers[id].ExpireDue(now);
        CheckPosts([.. batch.OfType<PendingSettle>(), .. batch.Where(o => o is not PendingSettle)]);
        foreach (var pending in batch.OfType<PendingVoid>())
        {
            var expected = customers[pending.CustomerId].Void(pending.Operation.HoldId);
            _checks.Add(() => Answer(pending).ShouldBe(expected));
        }
        foreach (var pending in new BatchWork(batch).Reserves) CheckReserve(pending);
        foreach (var check in _checks) check();
    }

    private static byte HashOf(ReadOnlyMemory<byte> hash) => hash.IsEmpty ? (byte)0 : hash.Span[0];

    private static T Answer<TOperation, T>(Pending<TOperation, T> pending)
    {
        pending.Publish();
        return pending.Answer.GetAwaiter().GetResult();
    }

    private void CheckReserve(PendingReserve pending)
    {
        var operation = pending.Operation;
        var expected = customers[operation.CustomerId].Reserve(
            now, operation.HoldId, operation.Lines, operation.Lease, operation.IdempotencyKey, HashOf(operation.RequestHash));
        _checks.Add(() =>
        {
            var answer = Answer(pending);
            (answer.Status, answer.Denial).ShouldBe(expected, $"reserve {operation}");
        });
    }

    /// <summary>First every hold gives back and takes its own; then the rest is decided in order.</summary>
    private void CheckPosts(List<PendingOperation> batch)
    {
        var settles = new Dictionary<PendingSettle, (ModelSettle? Need, SettleStatus? Status)>();
        foreach (var pending in batch.OfType<PendingSettle>())
        {
            var need = customers[pending.CustomerId].BeginSettle(
                pending.Operation.HoldId, pending.Operation.EventId, pending.Operation.Lines, out var status);
            settles.Add(pending, (need, status));
        }
        foreach (var pending in batch)
        {
            switch (pending)
            {
                case PendingSettle settle:
                    CheckSettle(settle, settles[settle]);
                    break;
                case PendingRecord record:
                    CheckRecord(record);
                    break;
                case PendingConsume consume:
                    CheckConsume(consume);
                    break;
                default:
                    break;
            }
        }
    }

    private void CheckSettle(PendingSettle pending, (ModelSettle? Need, SettleStatus? Status) begun)
    {
        if (begun.Status is null)
        {
            _checks.Add(() => Should.Throw<InvalidOperationException>(() => Answer(pending)));
            return;
        }
        var overrun = begun.Need is null ? [] : customers[pending.CustomerId].Book(begun.Need.At, begun.Need.Extra);
        _checks.Add(() =>
        {
            var answer = Answer(pending);
            answer.Status.ShouldBe(begun.Status.Value, $"settle {pending.Operation}");
            answer.Overrun.OrderBy(o => o.Meter).ShouldBe(overrun.OrderBy(o => o.Meter), $"settle {pending.Operation}");
        });
    }

    private void CheckRecord(PendingRecord pending)
    {
        var (operation, model) = (pending.Operation, customers[pending.CustomerId]);
        var hash = HashOf(operation.RequestHash);
        var replay = Repeat(operation, consume: false, out _)
            ?? model.Replay(operation.EventId, operation.Lines, operation.IdempotencyKey, hash);
        if (replay is null)
        {
            var at = operation.Event.OccurredAt == default || operation.Event.OccurredAt > now ? now : operation.Event.OccurredAt;
            model.Book(at, operation.Lines);
            model.Remember(operation.EventId, operation.IdempotencyKey, hash);
            Attempted(operation, consume: false, denial: null);
            _checks.Add(() => Answer(pending).ShouldBe(new RecordResult(RecordStatus.Recorded, operation.EventId), $"record {operation}"));
        }
        else if (replay.Status == ReserveStatus.Invalid)
        {
            _checks.Add(() => Should.Throw<InvalidOperationException>(() => Answer(pending)));
        }
        else
        {
            var conflict = replay.Status is ReserveStatus.KeyConflict or ReserveStatus.InProgress;
            var expected = new RecordResult(
                conflict ? RecordStatus.KeyConflict : RecordStatus.AlreadyRecorded, replay.EventId ?? operation.EventId);
            _checks.Add(() => Answer(pending).ShouldBe(expected, $"record {operation}"));
        }
    }

    private void CheckConsume(PendingConsume pending)
    {
        var (operation, model) = (pending.Operation, customers[pending.CustomerId]);
        var hash = HashOf(operation.RequestHash);
        var status = ReserveStatus.Reserved;
        var replay = Repeat(operation, consume: true, out var denial)
            ?? model.Replay(operation.EventId, operation.Lines, operation.IdempotencyKey, hash);
        if (replay is not null)
        {
            status = replay.EventId == operation.EventId ? ReserveStatus.Reserved : replay.Status;
        }
        else if ((denial = model.Deny(now, operation.Lines)) is not null)
        {
            status = ReserveStatus.Denied;
            Attempted(operation, consume: true, denial);
        }
        else
        {
            model.Book(now, operation.Lines).ShouldBeEmpty();
            model.Remember(operation.EventId, operation.IdempotencyKey, hash);
            Attempted(operation, consume: true, denial: null);
        }
        _checks.Add(() =>
        {
            var answer = Answer(pending);
            (answer.Status, answer.Denial).ShouldBe((status, denial), $"consume {operation}");
        });
    }

    private void Attempted(RecordOperation operation, bool consume, LimitDenial? denial)
    {
        if (operation.IdempotencyKey is { } key) _attempts[(operation.CustomerId, key)] = (operation, consume, denial);
    }

    private ModelReplay? Repeat(RecordOperation operation, bool consume, out LimitDenial? denial)
    {
        denial = null;
        if (operation.IdempotencyKey is not { } key || !_attempts.TryGetValue((operation.CustomerId, key), out var first)) return null;
        Guid? eventId = first.Denial is null ? first.Operation.EventId : null;
        if (HashOf(first.Operation.RequestHash) != HashOf(operation.RequestHash) || first.Consume != consume)
            return new(ReserveStatus.KeyConflict, eventId);
        denial = first.Denial;
        return new(denial is null ? ReserveStatus.AlreadySettled : ReserveStatus.Denied, eventId);
    }
}
