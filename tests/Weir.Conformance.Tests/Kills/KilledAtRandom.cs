namespace Weir.Conformance.Tests.Kills;

/// <summary>
/// Messages of many customers come in any order to two servers, which are killed in turn at random moments, and PostgreSQL
/// twice: in the end all is as if nobody had been.
/// </summary>
public sealed class KilledAtRandom(KillStage stage) : IClassFixture<KillStage>
{
    private const int Lives = 30;
    private const int Kills = 6;
    private const int Senders = 4;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task In_the_end_all_is_as_in_peace()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var start = TimeProvider.System.GetUtcNow().AddMinutes(-5);
        Life[] lives = [.. Enumerable.Range(0, Lives).Select(i => i % 2 == 0 ? Life.OfStripe(start) : Life.OfLemonSqueezy(start))];
        await stage.OpenAsync(lives, start);
        await using var second = stage.AddServer();
        await second.StartAsync();

        var hooks = lives.SelectMany(life => life.Hooks).ToArray();
        random.Shuffle(hooks);
        using var turns = new Turns(hooks.Length);
        var sending = SendAsync(hooks, [stage.Server.Url, second.Url], turns);
        var killing = KillAsync([stage.Server, second], random, turns);
        await Task.WhenAll(sending, killing);

        await KillStage.WorkedOnAsync(stage.Real, lives);
        await stage.ShouldBeAsInPeaceAsync(lives);
        TestContext.Current.TestOutputHelper?.WriteLine($"{hooks.Length} messages, {stage.Sender.Attempts} attempts");
    }

    /// <summary>Each message when its time has come: they last as long as the kills do.</summary>
    private Task SendAsync(Hook[] hooks, IReadOnlyList<Uri> servers, Turns turns) => Parallel.ForEachAsync(
        hooks, new ParallelOptions { MaxDegreeOfParallelism = Senders, CancellationToken = Cancel }, async (hook, cancel) =>
        {
            await turns.TurnAsync(cancel);
            await stage.Sender.DeliverAsync(hook, servers, cancel);
        });

    private async Task KillAsync(IReadOnlyList<KilledServer> servers, Random random, Turns turns)
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            // A share of the messages is let go, and somewhere among them somebody dies.
            turns.Release(kill, Kills);
            await Task.Delay(random.Next(0, 150), Cancel);
            if (kill % 3 == 2)
            {
                await stage.CrashPostgresAsync();
                continue;
            }
            var server = servers[kill % servers.Count];
            await server.KillAsync();
            await server.StartAsync();
        }
        turns.ReleaseAll();
    }

    /// <summary>How many messages may be sent so far.</summary>
    private sealed class Turns(int all) : IDisposable
    {
        private readonly SemaphoreSlim _turns = new(0);
        private int _released;

        public Task TurnAsync(CancellationToken cancellationToken) => _turns.WaitAsync(cancellationToken);

        public void Release(int part, int parts) => ReleaseTo(all * (part + 1) / (parts + 1));

        public void Dispose() => _turns.Dispose();

        public void ReleaseAll() => ReleaseTo(all);

        private void ReleaseTo(int count)
        {
            if (count > _released) _turns.Release(count - _released);
            _released = count;
        }
    }
}
