using System.Globalization;
using System.Text.Json;
using Weir.Core.Engine;
using Weir.Data;
using Weir.Data.Engine;

namespace Weir.Proofs.Races;

/// <summary>
/// A racing process: an engine as a server has it, and clients that act on whatever is hot at this moment. It says
/// <c>done N</c>, and ends with code 0 when everything was answered or given up as unknown.
/// </summary>
internal sealed class RaceWorker : IAsyncDisposable
{
    private static readonly TimeSpan s_report = TimeSpan.FromMilliseconds(100);
    private readonly RaceWorkerOptions _options;
    private readonly RaceWorld _world;
    private readonly RaceJournal _journal;
    private readonly WeirDatabase _database;
    private readonly EngineClient _engine;
    private readonly GrantStore _grants;
    private readonly TimeProvider _time = TimeProvider.System;
    private long _begun;
    private long _done;
    private long _unknown;

    private RaceWorker(RaceWorkerOptions options)
    {
        _options = options;
        _world = new RaceWorld(options.Seed);
        _journal = new RaceJournal(options.Journal);
        _database = WeirDatabase.Open(options.Connection);
        _engine = new EngineClient(_database, _time);
        _grants = new GrantStore(_database, _time);
    }

    /// <summary>The process's whole life.</summary>
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var options = JsonSerializer.Deserialize<RaceWorkerOptions>(Console.In.ReadLine()!)!;
        await using var worker = new RaceWorker(options);
        using var reporting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reports = worker.ReportAsync(reporting.Token);
        await Task.WhenAll(Enumerable.Range(0, options.Clients).Select(
            client => Task.Run(() => worker.ClientAsync(client, cancellationToken), cancellationToken)));
        await reporting.CancelAsync();
        await reports;
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _database.DisposeAsync();
        _journal.Dispose();
    }

    private async Task ClientAsync(int client, CancellationToken cancellationToken)
    {
        var random = new Random(HashCode.Combine(_options.Seed, _options.Number, client, Environment.ProcessId));
        while (Interlocked.Increment(ref _begun) <= _options.Operations)
        {
            try
            {
                await ActAsync(random, cancellationToken);
            }
            catch (StoreUnavailableException)
            {
                // Unknown: nothing was promised.
                Interlocked.Increment(ref _unknown);
                await Task.Delay(random.Next(20, 200), cancellationToken);
            }
            Interlocked.Increment(ref _done);
        }
    }

    private async Task ActAsync(Random random, CancellationToken cancellationToken)
    {
        var customer = _world.Customers[random.Next(_world.Customers.Count)];
        var now = _time.GetUtcNow();
        var slot = RaceWorld.SlotAt(now);
        var number = random.Next(RaceWorld.Numbers);
        // Mostly what is held now, sometimes what has expired.
        var hold = _world.HoldId(customer, slot - (random.Next(8) == 0 ? random.Next(100) : random.Next(3)), number);
        switch (random.Next(100))
        {
            case < 42:
                var reserve = _world.Reserve(customer, slot, number);
                var reserved = await _engine.ReserveAsync(reserve, cancellationToken);
                Acknowledge("reserve", customer, reserve.HoldId, reserved.Status.ToString(), reserved.Settled?.EventId);
                break;
            case < 68:
                var settle = _world.Settle(customer, hold, random.Next(RaceWorld.SettleIds));
                var settled = await _engine.SettleAsync(settle, cancellationToken);
                Acknowledge("settle", customer, hold, settled.Status.ToString(), settled.EventId);
                break;
            case < 80:
                var ended = await _engine.VoidAsync(new VoidOperation(customer, hold, "race"), cancellationToken);
                Acknowledge("void", customer, hold, ended.ToString(), null);
                break;
            case < 96:
                await PostAsync(_world.Post(customer, slot, random.Next(4)), cancellationToken);
                break;
            case < 98:
                var grant = _world.Grant(customer, now);
                var outcome = await _grants.GrantAsync(grant, cancellationToken);
                Acknowledge("grant", customer, grant.GrantId, outcome.ToString(), null);
                break;
            default:
                await _engine.ExpireHoldsAsync(random.Next(1, 20), cancellationToken);
                break;
        }
    }

    private async Task PostAsync(RecordOperation operation, CancellationToken cancellationToken)
    {
        if (RaceWorld.Consumes(operation.EventId))
        {
            var consumed = await _engine.ConsumeAsync(operation, cancellationToken);
            Acknowledge("consume", operation.CustomerId, operation.EventId, consumed.Status.ToString(), consumed.EventId);
            return;
        }
        var recorded = await _engine.RecordAsync(operation, cancellationToken);
        var status = recorded.Status.ToString();
        Acknowledge("record", operation.CustomerId, operation.EventId, status, recorded.EventId);
    }

    private void Acknowledge(string kind, Guid customer, Guid id, string status, Guid? by)
    {
        // Nothing was promised.
        if (status == nameof(ReserveStatus.Overloaded)) Interlocked.Increment(ref _unknown);
        else _journal.Write(new RaceAnswer(kind, customer, id, status, by ?? Guid.Empty));
    }

    private async Task ReportAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            Say();
            await Task.Delay(s_report, CancellationToken.None);
        }
        Say();
    }

    private void Say() => Console.Out.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"done {Interlocked.Read(ref _done)} {Interlocked.Read(ref _unknown)}"));
}
