namespace Weir.Benches.Load;

/// <summary>Repeats an operation as a plan says.</summary>
internal sealed class LoadDriver(IOperation operation, TimeProvider time)
{
    private const int MostUnitsOfARace = 3;
    private static readonly TimeSpan s_raceBreath = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(1);

    public async Task<LoadReport> RunAsync(LoadPlan plan, CancellationToken cancellationToken)
    {
        var tally = new Tally(plan, time);
        await (plan.Mode switch
        {
            LoadMode.Open => OpenAsync(plan, tally, cancellationToken),
            LoadMode.Visit => VisitAsync(plan, tally, cancellationToken),
            LoadMode.Race => EachClientAsync(plan, client => RaceAsync(client, plan, tally, cancellationToken)),
            _ => EachClientAsync(plan, client => ClosedAsync(client, plan, tally, cancellationToken)),
        });
        return tally.ToReport();
    }

    private static Task EachClientAsync(LoadPlan plan, Func<int, Task> run) =>
        Task.WhenAll(Enumerable.Range(0, plan.Clients).Select(client => Task.Run(() => run(client))));

    private async Task ClosedAsync(int client, LoadPlan plan, Tally tally, CancellationToken cancellationToken)
    {
        var random = RandomOf(plan, client);
        while (tally.IsOpen(time.GetTimestamp()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var outcome = await OneAsync(client, Draw(plan, random), new Units(plan.Meter, 1, 1), tally, cancellationToken);
            if (outcome == Outcome.Failed) return;
        }
    }

    private Task VisitAsync(LoadPlan plan, Tally tally, CancellationToken cancellationToken)
    {
        var visited = -1;
        return EachClientAsync(plan, async client =>
        {
            for (int next; (next = Interlocked.Increment(ref visited)) < plan.Customers;)
            {
                await OneAsync(
                    client, plan.FirstCustomer + next, new Units(plan.Meter, 1, 1), tally, cancellationToken);
            }
        });
    }

    /// <summary>
    /// All clients go from customer to customer in the same order, and stay with each until it has sold its last unit:
    /// they buy a little at a time, and give some of it back.
    /// </summary>
    private async Task RaceAsync(int client, LoadPlan plan, Tally tally, CancellationToken cancellationToken)
    {
        var random = RandomOf(plan, client);
        var most = MostUnitsOfARace;
        for (var customer = plan.FirstCustomer; customer < plan.FirstCustomer + plan.Customers;)
        {
            var held = random.Next(1, most + 1);
            var units = new Units(plan.Meter, held, random.Next(1, held + 1));
            var outcome = await OneAsync(client, customer, units, tally, cancellationToken);
            if (outcome == Outcome.Settled) continue;
            if (outcome is not (Outcome.Denied or Outcome.DeniedForNow or Outcome.Refused)) return;
            if (outcome != Outcome.Denied)
            {
                await Task.Delay(s_raceBreath, time, cancellationToken);
            }
            else if (held > 1)
            {
                most = 1; // too little for so many; the very last is sold one by one
            }
            else
            {
                (customer, most) = (customer + 1, MostUnitsOfARace);
            }
        }
    }

    private async Task OpenAsync(LoadPlan plan, Tally tally, CancellationToken cancellationToken)
    {
        var random = RandomOf(plan, 0);
        var inFlight = 0;
        var started = time.GetTimestamp();
        var sent = 0L;
        for (var now = started; tally.IsOpen(now); now = time.GetTimestamp())
        {
            var due = (long)(time.GetElapsedTime(started, now).TotalSeconds * plan.Rate);
            for (; sent < due; sent++)
            {
                Interlocked.Increment(ref inFlight);
                _ = ArriveAsync(Draw(plan, random));
            }
            await Task.Delay(s_tick, time, cancellationToken);
        }
        while (Volatile.Read(ref inFlight) > 0) await Task.Delay(s_tick, time, cancellationToken);

        async Task ArriveAsync(int customer)
        {
            await OneAsync(-1, customer, new Units(plan.Meter, 1, 1), tally, cancellationToken);
            Interlocked.Decrement(ref inFlight);
        }
    }

    private async ValueTask<Outcome> OneAsync(
        int client, int customer, Units units, Tally tally, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        Outcome outcome;
        try
        {
            outcome = await operation.RunAsync(client, customer, units, cancellationToken);
        }
        catch (Exception fault)
        {
            // The report carries it: such a run is thrown away as a whole.
            tally.Fault(fault);
            outcome = Outcome.Failed;
        }
        tally.Count(outcome, started, units.Used);
        return outcome;
    }

    private static Random RandomOf(LoadPlan plan, int client) => new(unchecked((plan.Seed * 10_007) + client));

    private static int Draw(LoadPlan plan, Random random) => plan.FirstCustomer + random.Next(plan.Customers);
}
