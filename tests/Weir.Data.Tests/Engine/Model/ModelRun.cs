using Weir.Core.Engine;
using Weir.Core.Errors;
using Weir.Data.Engine;

namespace Weir.Data.Tests.Engine.Model;

using PendingConsume = Pending<RecordOperation, ConsumeResult>;
using PendingRecord = Pending<RecordOperation, RecordResult>;
using PendingReserve = Pending<ReserveOperation, ReserveResult>;
using PendingSettle = Pending<SettleOperation, SettleResult>;
using PendingVoid = Pending<VoidOperation, VoidStatus>;

/// <summary>
/// One seed's run: random operations, in random batches, on the database and on the model; every answer must be the same.
/// A run is a pure function of its seed, so a failure is repeated by it.
/// </summary>
internal sealed class ModelRun
{
    private static readonly string[] s_meters = [Lab.Cost, Lab.Generations, Lab.Notes];

    private readonly Lab _lab;
    private readonly Random _random;
    private readonly BatchCall _call;
    private readonly List<Guid> _ids = [];
    private readonly Dictionary<Guid, ModelCustomer> _customers = [];
    private readonly List<(Guid Customer, Guid Hold)> _holds = [];
    private readonly List<RecordOperation> _records = [];
    private readonly List<ReserveOperation> _reserves = [];
    private readonly HashSet<Guid> _plans = [];

    /// <summary>First use of a key in the batch: a repeat in the same batch shares its fate.</summary>
    private readonly Dictionary<(Guid, string), (RecordOperation Operation, bool Consume, LimitDenial? Denial)> _attempts = [];

    public ModelRun(Lab lab, int seed)
    {
        _lab = lab;
        _random = new Random(seed);
        _call = new BatchCall(lab.Database.Weir.App, lab.Time);
    }

    public async Task PrepareAsync(int customers)
    {
        for (var i = 0; i < customers; i++)
        {
            var id = await _lab.CustomerAsync();
            _ids.Add(id);
            _customers.Add(id, new ModelCustomer(
                new HashSet<string>([Lab.Cost, Lab.Generations]), new HashSet<string>([Lab.Notes])));
        }
    }

    /// <summary>Runs about this many operations; returns how many.</summary>
    public async Task<int> RunAsync(int operations)
    {
        var done = 0;
        while (done < operations)
        {
            switch (_random.Next(12))
            {
                case 0:
                    await GrantAsync();
                    done++;
                    break;
                case 1:
                    await ChangePlanAsync();
                    done++;
                    break;
                case 2 or 3:
                    AdvanceClock();
                    break;
                case 4:
                    await CheckBalancesAsync(Pick(_ids));
                    break;
                case 5:
                    await _lab.Engine.ExpireHoldsAsync(_random.Next(1, 5), Lab.Token);
                    break;
                default:
                    done += await BatchAsync();
                    break;
            }
        }
        foreach (var id in _ids) await CheckBalancesAsync(id);
        return done;
    }

    private DateTimeOffset Now => _lab.Time.GetUtcNow();

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private void AdvanceClock() => _lab.Time.Advance(_random.Next(20) switch
    {
        0 => TimeSpan.FromDays(_random.Next(1, 40)),
        1 or 2 => TimeSpan.FromHours(_random.Next(1, 30)),
        < 8 => TimeSpan.FromSeconds(30), // leases are whole seconds: some end at this very instant
        _ => TimeSpan.FromSeconds(_random.Next(0, 20)),
    });

    private async Task GrantAsync()
    {
        var customer = Pick(_ids);
        var from = _random.Next(3) == 0 ? Now.AddSeconds(_random.Next(-60, 120)) : Now;
        DateTimeOffset? until = _random.Next(2) == 0 ? from.AddMinutes(_random.Next(1, 5000)) : null;
        var grant = new UnitGrant(customer, Guid.CreateVersion7(), s_meters[_random.Next(2)], _random.Next(0, 60), "purchase")
        {
            Priority = _random.Next(1, 4) * 50,
            EffectiveAt = from,
            ExpiresAt = until,
        };
        (await _lab.Grants.GrantAsync(grant, Lab.Token)).ShouldBe(GrantOutcome.Granted);
        var model = _customers[customer];
        model.ExpireDue(Now);
        model.Grants.Add(new ModelGrant
        {
            Id = grant.GrantId,
            Meter = grant.Meter,
            Priority = grant.Priority,
            Amount = grant.Amount,
            Period = ModelPeriod.Lifetime,
            AnchorAt = from,
            EffectiveAt = from,
            ExpiresAt = until ?? DateTimeOffset.MaxValue,
            CreatedAt = Now,
        });
    }

    private async Task ChangePlanAsync()
    {
        var customer = Pick(_ids);
        var period = (ModelPeriod)_random.Next(4);
        var included = _random.Next(0, 80);
        var overage = _random.Next(2) * _random.Next(0, 30);
        await _lab.PlanAsync(customer, Lab.Cost, included, included + overage, period switch
        {
            ModelPeriod.Lifetime => "lifetime",
            ModelPeriod.Day => "day",
            ModelPeriod.CalendarMonth => "calendar_month",
            _ => "billing_month",
        });
        var model = _customers[customer];
        model.ExpireDue(Now);
        foreach (var old in model.Grants.Where(g => g.IsActive(Now) && _plans.Contains(g.Id)))
            old.ExpiresAt = Now;
        var id = Guid.Parse(await _lab.ScalarAsync<string>(
            $"select grant_id::text from weir.grants where customer_id = '{customer}' and source = 'plan' and expires_at = 'infinity'"));
        _plans.Add(id);
        model.Grants.Add(new ModelGrant
        {
            Id = id,
            Meter = Lab.Cost,
            Priority = 100,
            Amount = included,
            OverageAllowed = overage,
            Period = period,
            AnchorAt = Now,
            EffectiveAt = Now,
            ExpiresAt = DateTimeOffset.MaxValue,
            CreatedAt = Now,
        });
    }

    /// <summary>Up to eight operations in one round trip. The model follows the order in which the engine works them off.</summary>
    private async Task<int> BatchAsync()
    {
        var batch = Enumerable.Range(0, _random.Next(1, 9)).Select(_ => NextOperation())
            .DistinctBy(o => o is PendingRecord or PendingConsume ? EventOf(o) : Guid.CreateVersion7()).ToList();
        _attempts.Clear();
        await _call.RunAsync(batch, Lab.Token);
        foreach (var id in batch.Select(o => o.CustomerId).Distinct()) _customers[id].ExpireDue(Now);

        var checks = new List<Action>();
        CheckPosts(batch, checks);
        foreach (var pending in batch.OfType<PendingVoid>())
        {
            var expected = _customers[pending.CustomerId].Void(pending.Operation.HoldId);
            checks.Add(() => Answer(pending).ShouldBe(expected));
        }
        foreach (var pending in batch.OfType<PendingReserve>()) CheckReserve(pending, checks);
        foreach (var check in checks) check();
        return batch.Count;
    }

    private static Guid EventOf(PendingOperation operation) => operation switch
    {
        PendingRecord record => record.Operation.EventId,
        PendingConsume consume => consume.Operation.EventId,
        _ => default,
    };

    private PendingOperation NextOperation()
    {
        var customer = Pick(_ids);
        switch (_random.Next(10))
        {
            case < 4:
                var reserve = _reserves.Count > 0 && _random.Next(12) == 0 ? Pick(_reserves) : NewReserve(customer);
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
                var record = _records.Count > 0 && _random.Next(8) == 0 ? Pick(_records) : NewRecord(customer);
                _records.Add(record);
                return new PendingRecord(record.CustomerId, record);
            default:
                var consume = _records.Count > 0 && _random.Next(8) == 0 ? Pick(_records) : NewRecord(customer);
                _records.Add(consume);
                return new PendingConsume(consume.CustomerId, consume);
        }
    }

    /// <summary>Mostly a recent one.</summary>
    private (Guid Customer, Guid Hold) AHold() => _random.Next(20) == 0
        ? (Pick(_ids), Guid.CreateVersion7())
        : _holds[Math.Max(0, _holds.Count - 1 - _random.Next(_random.Next(1, 25)))];

    private ReserveOperation NewReserve(Guid customer)
    {
        var (key, hash) = Key();
        return new(customer, null, Guid.CreateVersion7(), "f", Lines(1), TimeSpan.FromSeconds(_random.Next(1, 90)), key, hash);
    }

    private RecordOperation NewRecord(Guid customer)
    {
        var (key, hash) = Key();
        var occurred = _random.Next(3) == 0 ? Now.AddSeconds(-_random.Next(0, 200_000)) : default;
        return new(customer, null, Guid.CreateVersion7(), Lines(1), new UsageEventDetails { OccurredAt = occurred }, key, hash);
    }

    private (string? Key, byte[] Hash) Key() => _random.Next(3) != 0
        ? (null, [])
        : ($"key-{_random.Next(60)}", Lab.Hash(_random.Next(6) == 0 ? "other" : "body"));

    private List<MeterQuantity> Lines(int least)
    {
        if (_random.Next(60) == 0) return [new("nonsense", 1)];
        if (_random.Next(60) == 0) return [new(Lab.Cost, -1)];
        return [.. s_meters.Where(_ => _random.Next(2) == 0).Select(m => new MeterQuantity(m, _random.Next(0, 25)))
            .DefaultIfEmpty(new MeterQuantity(Lab.Cost, _random.Next(least, 30)))];
    }

    private static byte HashOf(ReadOnlyMemory<byte> hash) => hash.IsEmpty ? (byte)0 : hash.Span[0];

    private static T Answer<TOperation, T>(Pending<TOperation, T> pending)
    {
        pending.Publish();
        return pending.Answer.GetAwaiter().GetResult();
    }

    private void CheckReserve(PendingReserve pending, List<Action> checks)
    {
        var operation = pending.Operation;
        var expected = _customers[operation.CustomerId].Reserve(
            Now, operation.HoldId, operation.Lines, operation.Lease, operation.IdempotencyKey, HashOf(operation.RequestHash));
        checks.Add(() =>
        {
            var answer = Answer(pending);
            (answer.Status, answer.Denial).ShouldBe(expected, $"reserve {operation}");
        });
    }

    /// <summary>First every hold gives back and takes its own; then the rest is decided in order.</summary>
    private void CheckPosts(List<PendingOperation> batch, List<Action> checks)
    {
        var settles = new Dictionary<PendingSettle, (ModelSettle? Need, SettleStatus? Status)>();
        foreach (var pending in batch.OfType<PendingSettle>())
        {
            var need = _customers[pending.CustomerId].BeginSettle(
                pending.Operation.HoldId, pending.Operation.EventId, pending.Operation.Lines, out var status);
            settles.Add(pending, (need, status));
        }
        foreach (var pending in batch)
        {
            switch (pending)
            {
                case PendingSettle settle:
                    CheckSettle(settle, settles[settle], checks);
                    break;
                case PendingRecord record:
                    CheckRecord(record, checks);
                    break;
                case PendingConsume consume:
                    CheckConsume(consume, checks);
                    break;
                default:
                    break;
            }
        }
    }

    private void CheckSettle(PendingSettle pending, (ModelSettle? Need, SettleStatus? Status) begun, List<Action> checks)
    {
        if (begun.Status is null)
        {
            checks.Add(() => Should.Throw<InvalidOperationException>(() => Answer(pending)));
            return;
        }
        var overrun = begun.Need is null ? [] : _customers[pending.CustomerId].Book(begun.Need.At, begun.Need.Extra);
        checks.Add(() =>
        {
            var answer = Answer(pending);
            answer.Status.ShouldBe(begun.Status.Value, $"settle {pending.Operation}");
            answer.Overrun.OrderBy(o => o.Meter).ShouldBe(overrun.OrderBy(o => o.Meter), $"settle {pending.Operation}");
        });
    }

    private void CheckRecord(PendingRecord pending, List<Action> checks)
    {
        var (operation, model) = (pending.Operation, _customers[pending.CustomerId]);
        var hash = HashOf(operation.RequestHash);
        var replay = Repeat(operation, consume: false, out _)
            ?? model.Replay(operation.EventId, operation.Lines, operation.IdempotencyKey, hash);
        if (replay is null)
        {
            var at = operation.Event.OccurredAt == default || operation.Event.OccurredAt > Now ? Now : operation.Event.OccurredAt;
            model.Book(at, operation.Lines);
            model.Remember(operation.EventId, operation.IdempotencyKey, hash);
            Attempted(operation, consume: false, denial: null);
            checks.Add(() => Answer(pending).ShouldBe(new RecordResult(true, operation.EventId, false), $"record {operation}"));
        }
        else if (replay.Status == ReserveStatus.Invalid)
        {
            checks.Add(() => Should.Throw<InvalidOperationException>(() => Answer(pending)));
        }
        else
        {
            var expected = new RecordResult(
                false, replay.EventId ?? operation.EventId, replay.Status is ReserveStatus.KeyConflict or ReserveStatus.InProgress);
            checks.Add(() => Answer(pending).ShouldBe(expected, $"record {operation}"));
        }
    }

    private void CheckConsume(PendingConsume pending, List<Action> checks)
    {
        var (operation, model) = (pending.Operation, _customers[pending.CustomerId]);
        var hash = HashOf(operation.RequestHash);
        var status = ReserveStatus.Reserved;
        var replay = Repeat(operation, consume: true, out var denial)
            ?? model.Replay(operation.EventId, operation.Lines, operation.IdempotencyKey, hash);
        if (replay is not null)
        {
            status = replay.EventId == operation.EventId ? ReserveStatus.Reserved : replay.Status;
        }
        else if ((denial = model.Deny(Now, operation.Lines)) is not null)
        {
            status = ReserveStatus.Denied;
            Attempted(operation, consume: true, denial);
        }
        else
        {
            model.Book(Now, operation.Lines).ShouldBeEmpty();
            model.Remember(operation.EventId, operation.IdempotencyKey, hash);
            Attempted(operation, consume: true, denial: null);
        }
        checks.Add(() =>
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

    /// <summary>Read without any lock or sweep: says what the model says once what is due has expired.</summary>
    private async Task CheckBalancesAsync(Guid customer)
    {
        var model = _customers[customer];
        model.ExpireDue(Now);
        var balances = await _lab.Usage.GetBalancesAsync(customer, Lab.Token);
        balances.Select(b => b.Meter).ShouldBe(
            model.Grants.Where(g => g.IsActive(Now)).Select(g => g.Meter).Distinct().Order(StringComparer.Ordinal));
        foreach (var balance in balances)
        {
            var (granted, used, held, limit, _, resetsAt) = model.Balance(Now, balance.Meter);
            (balance.Granted, balance.Used, balance.Held, balance.HardLimit, balance.ResetsAt)
                .ShouldBe((granted, used, held, limit, resetsAt), $"balance of {balance.Meter}");
        }
    }
}
