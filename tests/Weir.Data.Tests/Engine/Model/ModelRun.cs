using Weir.Data.Engine;

namespace Weir.Data.Tests.Engine.Model;

/// <summary>
/// One seed's run: random operations, in random batches, on the database and on the model; every answer must be the same.
/// A run is a pure function of its seed, so a failure is repeated by it.
/// </summary>
internal sealed class ModelRun : IAsyncDisposable
{
    private readonly Lab _lab;
    private readonly Random _random;
    private readonly BatchCall _call;
    private readonly List<Guid> _ids = [];
    private readonly Dictionary<Guid, ModelCustomer> _customers = [];
    private readonly ModelScript _script;
    private readonly HashSet<Guid> _plans = [];

    public ModelRun(Lab lab, int seed)
    {
        _lab = lab;
        _random = new Random(seed);
        _call = new BatchCall(lab.Database.Weir.App, lab.Time);
        _script = new ModelScript(_random, _ids, lab.Time);
    }

    public ValueTask DisposeAsync() => _call.DisposeAsync();

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
                    await CheckBalancesAsync(_script.Pick(_ids));
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

    private void AdvanceClock() => _lab.Time.Advance(_random.Next(20) switch
    {
        0 => TimeSpan.FromDays(_random.Next(1, 40)),
        1 or 2 => TimeSpan.FromHours(_random.Next(1, 30)),
        < 8 => TimeSpan.FromSeconds(30), // leases are whole seconds: some end at this very instant
        _ => TimeSpan.FromSeconds(_random.Next(0, 20)),
    });

    private async Task GrantAsync()
    {
        var customer = _script.Pick(_ids);
        var from = _random.Next(3) == 0 ? Now.AddSeconds(_random.Next(-60, 120)) : Now;
        DateTimeOffset? until = _random.Next(2) == 0 ? from.AddMinutes(_random.Next(1, 5000)) : null;
        var grant = new UnitGrant(customer, Guid.CreateVersion7(), ModelScript.Meters[_random.Next(2)], _random.Next(0, 60), "purchase")
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
        var customer = _script.Pick(_ids);
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

    private async Task<int> BatchAsync()
    {
        var batch = _script.NextBatch();
        await _call.RunAsync(batch, Lab.Token);
        new ModelBatch(_customers, Now).Check(batch);
        return batch.Count;
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
