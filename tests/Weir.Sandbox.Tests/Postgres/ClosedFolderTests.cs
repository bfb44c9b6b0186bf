using Weir.Sandbox.Postgres;

namespace Weir.Sandbox.Tests.Postgres;

/// <summary>
/// Below a folder of mode 0700, such as root's home. An ordinary user runs PostgreSQL as himself and reaches it.
/// </summary>
public sealed class ClosedFolderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Data_live_where_the_account_of_PostgreSQL_can_reach_them()
    {
        using var cluster = TestCluster.InClosedFolder();
        await cluster.MakeAsync();
        await cluster.ShouldStillHoldItsRowAsync();
        var expected = Environment.IsPrivilegedProcess ? "/var/lib/weir/" : cluster.State;
        cluster.Home.ShouldStartWith(expected);
    }

    [Fact]
    public async Task Programs_are_copied_to_where_the_account_of_PostgreSQL_can_read_them()
    {
        var found = await PostgresLocator.FindAsync(null, null, null, Token);
        var closed = Directory.CreateTempSubdirectory("weir-test-").FullName;
        var copied = await Command.RunAsync(["cp", "-R", Path.GetDirectoryName(found.BinDirectory)!, closed], Token);
        copied.Succeeded.ShouldBeTrue();
        var bin = Path.Combine(closed, Path.GetFileName(Path.GetDirectoryName(found.BinDirectory)!), "bin");

        string used;
        using (var cluster = new TestCluster())
        {
            await using var postgres = await cluster.StartAsync(bin: bin);
            used = postgres.BinDirectory;
        }

        used.StartsWith("/var/lib/weir/binaries/", StringComparison.Ordinal).ShouldBe(Environment.IsPrivilegedProcess);
        Directory.Delete(closed, recursive: true);
        if (Environment.IsPrivilegedProcess) Directory.Delete(Path.GetDirectoryName(used)!, recursive: true);
    }
}
