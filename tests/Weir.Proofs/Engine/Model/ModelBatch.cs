using Weir.Core.Engine;
using Weir.Core.Errors;

namespace Weir.Proofs.Engine.Model;

/// <summary>
/// A batch's answers, by the order in which a batch is worked off: what is due expires; ids and keys are looked up as they
/// stand; every hold that is settled gives back and takes its own; the other posts are decided in order; then voids; then
/// reserves.
/// </summary>
internal sealed class ModelBatch(IReadOnlyDictionary<Guid, ModelCustomer> customers, DateTimeOffset now)
{
    /// <summary>First use of an event id or a key in the batch: a repeat in the same batch shares its fate.</summary>
    private readonly Dictionary<(Guid, Guid), Attempt> _byEvent = [];
    private readonly Dictionary<(Guid, string), Attempt> _byKey = [];

    /// <summary>The answers in the order of the calls; <see cref="Refusal"/> for one that is refused as malformed.</summary>
    public object[] Answer(IReadOnlyList<EngineCall> calls)
    {
        foreach (var id in calls.Select(c => c.CustomerId).Distinct()) customers[id].ExpireDue(now);
        var answers = new object[calls.Count];
        var posts = new Func<object>?[calls.Count];
        var replays = calls.Select(
            c => c is EngineCall.Post post ? customers[c.CustomerId].Replay(post.Operation) : null).ToList();
        var begun = new Dictionary<int, (ModelNeed? Need, SettleStatus? Status)>();
        Each<EngineCall.Settle>(calls, (settle, i) =>
        {
            var need = customers[settle.CustomerId].BeginSettle(settle.Operation, now, out var status);
            begun.Add(i, (need, status));
        });
        for (var i = 0; i < calls.Count; i++)
        {
            posts[i] = calls[i] switch
            {
                EngineCall.Settle settle => Finish(settle.Operation, begun[i].Need, begun[i].Status),
                EngineCall.Post { Consumes: true } consume => Consume(consume, replays[i]),
                EngineCall.Post record => Record(record, replays[i]),
                _ => null,
            };
        }
        // The balances that they answer are those after all of them.
        for (var i = 0; i < calls.Count; i++) answers[i] = posts[i]?.Invoke()!;
        Each<EngineCall.Void>(calls, (end, i) => answers[i] = customers[end.CustomerId].Void(end.Operation));
        Each<EngineCall.Reserve>(
            calls, (reserve, i) => answers[i] = customers[reserve.CustomerId].Reserve(reserve.Operation, now));
        return answers;
    }

    private static void Each<T>(IReadOnlyList<EngineCall> calls, Action<T, int> act)
        where T : EngineCall
    {
        for (var i = 0; i < calls.Count; i++)
        {
            if (calls[i] is T call) act(call, i);
        }
    }

    private Func<object> Finish(SettleOperation operation, ModelNeed? need, SettleStatus? status)
    {
        if (status is null) return () => Refusal.Instance;
        var customer = customers[operation.CustomerId];
        var entry = need?.Event ?? customer.Holds.GetValueOrDefault(operation.HoldId)?.Event;
        if (need is not null) customer.Units.Book(need.At, need.Extra, need.Event);
        return () => new SettleResult(
            status.Value,
            entry?.Id ?? operation.EventId,
            need is null ? [] : [.. entry!.Lines.Where(l => l.Overrun).Select(l => new MeterQuantity(l.Meter, l.Units))],
            Balances(customer, operation.Lines));
    }

    private Func<object> Record(EngineCall.Post call, ModelReplay? asked)
    {
        var (operation, customer) = (call.Operation, customers[call.CustomerId]);
        if ((asked ?? Repeat(call)) is not { } replay)
        {
            var entry = customer.Post(operation, ModelCustomer.OccurredAt(operation.Event, now), now);
            Attempted(call, null, entry);
            return () => new RecordResult(true, operation.EventId, false);
        }
        return () => replay.Kind is ModelReplayKind.Invalid or ModelReplayKind.Denied
            ? Refusal.Instance
            : new RecordResult(
                false, replay.First?.Id ?? operation.EventId,
                replay.Kind is ModelReplayKind.KeyConflict or ModelReplayKind.InProgress);
    }

    private Func<object> Consume(EngineCall.Post call, ModelReplay? asked)
    {
        var (operation, customer) = (call.Operation, customers[call.CustomerId]);
        var status = ReserveStatus.Reserved;
        LimitDenial? denial = null;
        var entry = default(ModelEvent);
        if ((asked ?? Repeat(call)) is { } replay)
        {
            (entry, denial) = (replay.First, replay.Denial);
            status = replay.Kind switch
            {
                ModelReplayKind.Settled when entry!.Id == operation.EventId => ReserveStatus.Reserved,
                ModelReplayKind.Settled => ReserveStatus.AlreadySettled,
                ModelReplayKind.Denied => ReserveStatus.Denied,
                ModelReplayKind.KeyConflict => ReserveStatus.KeyConflict,
                ModelReplayKind.InProgress => ReserveStatus.InProgress,
                _ => ReserveStatus.Invalid,
            };
        }
        else if ((denial = customer.Deny(operation.Lines, now)) is not null)
        {
            status = ReserveStatus.Denied;
            Attempted(call, denial, null);
        }
        else
        {
            entry = customer.Post(operation, now, now);
            Attempted(call, null, entry);
        }
        return () => new ConsumeResult(
            status, entry?.Id ?? operation.EventId, denial, Balances(customer, operation.Lines));
    }

    private List<MeterBalance> Balances(ModelCustomer customer, IReadOnlyList<MeterQuantity> lines) =>
        [.. lines.Where(l => ModelMeters.IsLimited(l.Meter)).Select(l => customer.Units.Balance(now, l.Meter))];

    private void Attempted(EngineCall.Post call, LimitDenial? denial, ModelEvent? entry)
    {
        var attempt = new Attempt(call, denial, entry);
        _byEvent[(call.CustomerId, call.Operation.EventId)] = attempt;
        if (call.Operation.IdempotencyKey is { } key) _byKey[(call.CustomerId, key)] = attempt;
    }

    /// <summary>What the batch itself says of an operation; null when it is to be done.</summary>
    private ModelReplay? Repeat(EngineCall.Post call)
    {
        if (call.Operation.IdempotencyKey is { } key && _byKey.TryGetValue((call.CustomerId, key), out var first))
        {
            var same = first.Call.Consumes == call.Consumes && ModelCustomer.HashOf(first.Call.Operation.RequestHash)
                == ModelCustomer.HashOf(call.Operation.RequestHash);
            return same ? first.ToReplay() : new(ModelReplayKind.KeyConflict, first.Event);
        }
        if (_byEvent.TryGetValue((call.CustomerId, call.Operation.EventId), out var again)) return again.ToReplay();
        return ModelCustomer.AreValid(call.Operation.Lines) ? null : new(ModelReplayKind.Invalid, null);
    }

    private sealed record Attempt(EngineCall.Post Call, LimitDenial? Denial, ModelEvent? Event)
    {
        public ModelReplay ToReplay() =>
            new(Denial is null ? ModelReplayKind.Settled : ModelReplayKind.Denied, Event, Denial);
    }
}
