using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Weir.Sandbox.Postgres;

namespace Weir.Sandbox.Tests.Postgres;

public sealed class LeftoverTests : IDisposable
{
    private readonly TestCluster _cluster = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task A_pid_file_of_a_dead_process_does_not_matter()
    {
        await _cluster.MakeAsync();
        using var dead = Process.Start("true");
        await dead.WaitForExitAsync(Token);
        await WritePidFileAsync(dead.Id);
        await _cluster.ShouldStillHoldItsRowAsync();
    }

    [Fact]
    public async Task A_pid_file_whose_number_now_belongs_to_another_program_does_not_matter()
    {
        await _cluster.MakeAsync();
        using var other = Process.Start("sleep", "60");
        await WritePidFileAsync(other.Id);
        await _cluster.ShouldStillHoldItsRowAsync();
        other.HasExited.ShouldBeFalse();
        other.Kill();
    }

    [Fact]
    public async Task A_live_database_that_an_earlier_run_left_is_stopped_cleanly()
    {
        await _cluster.MakeAsync();
        var orphan = await StartOrphanAsync();
        var progress = new ProgressLog();
        await _cluster.ShouldStillHoldItsRowAsync(progress);
        progress.Text.ShouldContain("earlier run left behind");
        orphan.Serves(_cluster.Data).ShouldBeFalse();
        (await File.ReadAllTextAsync(Path.Combine(_cluster.Home, "orphan.log"), Token)).ShouldContain(
            "database system is shut down");
    }

    [Fact]
    public async Task A_killed_postmaster_with_live_backends_is_waited_for()
    {
        await _cluster.MakeAsync();
        var orphan = await StartOrphanAsync();
        await Signal.SendAsync("KILL", orphan.ProcessId, Token);
        await _cluster.ShouldStillHoldItsRowAsync();
    }

    [Fact]
    public async Task A_half_finished_initdb_is_begun_anew()
    {
        await _cluster.MakeAsync();
        var unfinished = Path.Combine(_cluster.Home, "data.init");
        Directory.Move(_cluster.Data, unfinished);
        File.Delete(Path.Combine(unfinished, "global", "pg_control"));
        await using var postgres = await _cluster.StartAsync();
        Directory.Exists(unfinished).ShouldBeFalse();
    }

    [Fact]
    public async Task An_initdb_that_was_given_up_leaves_nothing_in_the_way()
    {
        using var hurry = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var options = new EmbeddedPostgresOptions { StateDirectory = _cluster.State };
        var progress = new CancelOnReport(hurry);
        await Should.ThrowAsync<OperationCanceledException>(
            () => EmbeddedPostgres.StartAsync(options, progress, hurry.Token));
        await _cluster.MakeAsync();
        await _cluster.ShouldStillHoldItsRowAsync();
    }

    [Fact]
    public async Task A_second_start_of_the_same_folder_is_refused()
    {
        await using var first = await _cluster.StartAsync();
        (await Should.ThrowAsync<EmbeddedPostgresException>(() => _cluster.StartAsync()))
            .Message.ShouldContain("in use by another process");
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        (await Should.ThrowAsync<EmbeddedPostgresException>(() => _cluster.StartAsync(port)))
            .Message.ShouldContain(port.ToString(CultureInfo.InvariantCulture));
        listener.Stop();
        await using var postgres = await _cluster.StartAsync(port);
        postgres.Port.ShouldBe(port);
    }

    private Task WritePidFileAsync(int pid) => File.WriteAllTextAsync(
        Path.Combine(_cluster.Data, "postmaster.pid"),
        $"{pid}\n{_cluster.Data}\n1700000000\n5\n\n127.0.0.1\n  1 1\nready   \n", Token);

    // What a run leaves that was killed together with its supervisor.
    private async Task<PostmasterPid> StartOrphanAsync()
    {
        var account = await PostgresAccount.ResolveAsync(Token);
        var found = await PostgresLocator.FindAsync(null, null, null, Token);
        var binaries = await ReachableBinaries.ForAsync(account, found, null, Token);
        var log = Path.Combine(_cluster.Home, "orphan.log");
        var command = account.Wrap(
            "/bin/sh", "-c", """log=$1; shift; setsid "$@" >"$log" 2>&1 </dev/null &""", "orphan",
            log, binaries.Postgres, "-D", _cluster.Data, "-c", $"port={FreePort()}",
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=");
        (await Command.RunAsync(command, Token, "/")).Succeeded.ShouldBeTrue();
        for (var polls = 0; polls < 3_000; polls++)
        {
            if (PostmasterPid.Read(_cluster.Data) is { IsReady: true } pid) return pid;
            await Task.Delay(10, Token);
        }
        throw new InvalidOperationException("The orphan did not start: " + await File.ReadAllTextAsync(log, Token));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class CancelOnReport(CancellationTokenSource source) : IProgress<string>
    {
        public void Report(string value)
        {
            if (value.StartsWith("Making", StringComparison.Ordinal))
                source.CancelAfter(TimeSpan.FromMilliseconds(100));
        }
    }
}
