using Weir.Core.Engine;
using Weir.Core.Errors;

namespace Weir.Proofs.Engine.Model;

/// <summary>
/// A batch's answers, by the order in which a batch is worked off: what is due expires; settles: every hold gives back and
/// takes its own, then what is needed beyond is decided in order; records and consumes in order, with ids and keys as they
/// stand then; voids; extensions; reserves, by customer and first meter.
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
        var begun = Each<EngineCall.Settle>(calls).Select(s => (s.Place, s.Call, Begun: Begin(s.Call.Operation))).ToList();
        // What is answered of balances is what they are after all of them.
        var later = begun.ConvertAll(s => (s.Place, Answer: Finish(s.Call.Operation, s.Begun.Need, s.Begun.Status)));
        var posts = Each<EngineCall.Post>(calls)
            .Select(p => (p.Place, p.Call, Asked: customers[p.Call.CustomerId].Replay(p.Call.Operation))).ToList();
        later.AddRange(posts.ConvertAll(
            p => (p.Place, p.Call.Consumes ? Consume(p.Call, p.Asked) : Record(p.Call, p.Asked))));
        foreach (var (place, answer) in later) answers[place] = answer();
        foreach (var (place, call) in Each<EngineCall.Void>(calls))
            answers[place] = customers[call.CustomerId].Void(call.Operation);
        foreach (var (place, call) in Each<EngineCall.Extend>(calls))
            answers[place] = customers[call.CustomerId].Extend(call.Operation, now);
        foreach (var (place, call) in Each<EngineCall.Reserve>(calls).OrderBy(r => r.Call.CustomerId)
            .ThenBy(r => r.Call.Operation.Lines.Count == 0 ? null : r.Call.Operation.Lines[0].Meter, StringComparer.Ordinal))
        {
            answers[place] = customers[call.CustomerId].Reserve(call.Operation, now);
        }
        return answers;
    }

    private static IEnumerable<(int Place, T Call)> Each<T>(IReadOnlyList<EngineCall> calls)
        where T : EngineCall => calls.Select((c, i) => (i, Call: c as T)).Where(c => c.Call is not null).Select(c => (c.i, c.Call!));

    private (ModelNeed? Need, SettleStatus? Status) Begin(SettleOperation operation)
    {
        var need = customers[operation.CustomerId].BeginSettle(operation, now, out var status);
        return (need, status);
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
            need is null ? [] : [.. entry!.Lines.Where(l => l.Overrun is not null).Select(l => new MeterQuantity(l.Meter, l.Units))],
            operation.ReportBalances ? Balances(customer, operation.Lines) : []);
    }

    private Func<object> Record(EngineCall.Post call, ModelReplay? asked)
    {
        var (operation, customer) = (call.Operation, customers[call.CustomerId]);
        var time = ModelTime.Of(operation.Event, operation.Lines, consumes: false, now);
        if (asked is null && time.Refused is { } refused) return () => new RecordResult(refused, operation.EventId);
        if ((asked ?? Repeat(call)) is not { } replay)
        {
            var asks = customer.Tallies.Ask(
                customer.Running(now), time.At, operation.UserId, operation.Event.Feature, operation.Lines);
            Attempted(call, null, customer.Post(operation, time, asks, now));
            return () => new RecordResult(RecordStatus.Recorded, operation.EventId);
        }
        return () => replay.Kind switch
        {
            ModelReplayKind.Invalid or ModelReplayKind.Denied => Refusal.Instance,
            ModelReplayKind.Settled => new RecordResult(RecordStatus.AlreadyRecorded, replay.First!.Id),
            _ => new RecordResult(RecordStatus.KeyConflict, replay.First?.Id ?? operation.EventId),
        };
    }

    private Func<object> Consume(EngineCall.Post call, ModelReplay? asked)
    {
        var (operation, customer) = (call.Operation, customers[call.CustomerId]);
        var time = ModelTime.Of(operation.Event, operation.Lines, consumes: true, now);
        var status = ReserveStatus.Reserved;
        LimitDenial? denial = null;
        var entry = default(ModelEvent);
        if (asked is null && time.Refused is not null)
        {
            status = ReserveStatus.Invalid;
        }
        else if ((asked ?? Repeat(call)) is { } replay)
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
        else
        {
            var asks = customer.Tallies.Ask(
                customer.Running(now), now, operation.UserId, operation.Event.Feature, operation.Lines);
            denial = customer.Units.Deny(now, operation.Lines) ?? ModelTallies.Deny(asks);
            if (denial is null) entry = customer.Post(operation, time, asks, now);
            else status = ReserveStatus.Denied;
            Attempted(call, denial, entry);
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
