using Weir.Benches.Http;
using Weir.Testing;

namespace Weir.Conformance.Tests.Kills;

/// <summary>
/// A PostgreSQL that may be killed, with two databases: in one everything goes wrong, and in the other the same messages are
/// worked on in peace.
/// </summary>
public sealed class KillStage : IAsyncLifetime
{
    private CrashingPostgres _postgres = null!;
    private BenchProject _project = null!;

    internal HoldingProxy Proxy { get; private set; } = null!;

    internal BillingDatabase Real { get; private set; } = null!;

    internal BillingDatabase Peace { get; private set; } = null!;

    /// <summary>Reaches its database through <see cref="Proxy"/>.</summary>
    internal KilledServer Server { get; private set; } = null!;

    internal KilledServer PeacefulServer { get; private set; } = null!;

    internal PatientSender Sender { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _postgres = await CrashingPostgres.StartAsync(Cancel);
        Real = await BillingDatabase.CreateAsync(_postgres, "real", Cancel);
        Peace = await BillingDatabase.CreateAsync(_postgres, "peace", Cancel);
        _project = await BenchProject.StartAsync(Cancel);
        Proxy = new HoldingProxy(_postgres.Port);
        Server = new KilledServer(Real.UrlAt(Proxy.Port), _project.Url);
        PeacefulServer = new KilledServer(Peace.Url, _project.Url);
        await Task.WhenAll(Server.StartAsync(), PeacefulServer.StartAsync());
    }

    /// <summary>Another server on the database where everything goes wrong, without a proxy.</summary>
    internal KilledServer AddServer() => new(Real.Url, _project.Url);

    /// <summary><c>kill -9</c>; it recovers, and is there when this returns.</summary>
    internal async Task CrashPostgresAsync()
    {
        await _postgres.CrashAsync(Cancel);
        Real.Superuser.Clear();
        Peace.Superuser.Clear();
    }

    /// <summary>Makes the customers of lives, alike in both databases, and lets the peaceful server work on all of it.</summary>
    internal async Task OpenAsync(IReadOnlyList<Life> lives, DateTimeOffset at)
    {
        foreach (var database in (BillingDatabase[])[Real, Peace])
            await database.OpenAsync(lives.Select(life => life.Customer), at, Cancel);
        foreach (var hook in lives.SelectMany(life => life.Hooks)) await Sender.DeliverAsync(hook, [PeacefulServer.Url], Cancel);
        await WorkedOnAsync(Peace, lives);
    }

    /// <summary>Completes when every message has been worked on.</summary>
    internal static async Task WorkedOnAsync(BillingDatabase database, IReadOnlyList<Life> lives)
    {
        var hooks = lives.SelectMany(life => life.Hooks).ToList();
        while ((await database.InboxAsync(hooks, Cancel)) is var rows
            && (rows.Count < hooks.Count || rows.Any(row => row.Contains("received", StringComparison.Ordinal))))
            await Task.Delay(20, Cancel);
    }

    /// <summary>
    /// Every message is there once, and was applied once; what came of them is what came of them in peace; the audit is clean.
    /// </summary>
    internal async Task ShouldBeAsInPeaceAsync(IReadOnlyList<Life> lives)
    {
        var hooks = lives.SelectMany(life => life.Hooks).ToList();
        var customers = lives.Select(life => life.Customer).ToList();
        var keys = hooks.Select(hook => hook.Key).Order(StringComparer.Ordinal).ToList();
        (await Real.InboxAsync(hooks, Cancel)).ShouldBe(keys.Select(key => $"{key} processed 1"));
        (await Real.AppliedAsync(hooks, Cancel)).ShouldBe(keys);
        var rows = await Real.DescribeAsync(customers, Cancel);
        rows.ShouldBe(await Peace.DescribeAsync(customers, Cancel));
        rows.Count(row => row.StartsWith("plan ", StringComparison.Ordinal) && row.Contains("\"pro\"", StringComparison.Ordinal))
            .ShouldBe(lives.Count);
        (await Real.ViolationsAsync(Cancel)).ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in (IAsyncDisposable?[])[Server, PeacefulServer, Proxy, _project, Real, Peace, _postgres])
        {
            if (owned is not null) await owned.DisposeAsync();
        }
        Sender.Dispose();
    }
}
