using Npgsql;
using Weir.Sandbox.Postgres;

namespace Weir.Sandbox.Tests.Postgres;

public sealed class LastingClusterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keeps_its_data_and_password_from_start_to_start()
    {
        using var cluster = new TestCluster();
        await cluster.MakeAsync();
        await cluster.ShouldStillHoldItsRowAsync();
        File.GetUnixFileMode(Path.Combine(cluster.State, "password")).ShouldBe(
            UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(cluster.Home).ShouldBe(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Stops_cleanly()
    {
        using var cluster = new TestCluster();
        int pid;
        await using (var postgres = await cluster.StartAsync())
        {
            pid = postgres.ProcessId;
            PostmasterPid.ServersOf(cluster.Data).ShouldContain(pid);
        }
        PostmasterPid.ServersOf(cluster.Data).ShouldBeEmpty();
        PostmasterPid.Read(cluster.Data).ShouldBeNull();
        (await File.ReadAllTextAsync(Path.Combine(cluster.Home, "postgres.log"), Token)).ShouldContain(
            "database system is shut down");
    }

    [Fact]
    public async Task Reports_the_end_of_a_killed_database_and_brings_it_back_on_its_port()
    {
        using var cluster = new TestCluster();
        await cluster.MakeAsync();
        await using var postgres = await cluster.StartAsync();
        var port = postgres.Port;
        await using (var source = NpgsqlDataSource.Create(postgres.ConnectionString))
        {
            await source.ExecuteAsync("insert into kept select 7", Token);
            await Signal.SendAsync("KILL", postgres.ProcessId, Token);
            await postgres.WaitForExitAsync(Token).WaitAsync(TimeSpan.FromSeconds(30), Token);
        }
        await postgres.RestartAsync(null, Token);
        postgres.Port.ShouldBe(port);
        await using var after = NpgsqlDataSource.Create(postgres.ConnectionString);
        (await after.ScalarAsync<long>("select sum(answer) from kept", Token)).ShouldBe(49);
    }
}
