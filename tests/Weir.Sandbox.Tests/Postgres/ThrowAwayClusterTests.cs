using Npgsql;
using Weir.Sandbox.Postgres;

namespace Weir.Sandbox.Tests.Postgres;

public sealed class ThrowAwayClusterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answers_as_superuser_and_leaves_nothing(bool prefersMemory)
    {
        var folder = ClusterFolders.New();
        string data;
        await using (var postgres = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { StateDirectory = folder, Ephemeral = true, PrefersMemory = prefersMemory }, null, Token))
        {
            data = postgres.DataDirectory;
            data.StartsWith(ClusterFolder.Memory, StringComparison.Ordinal).ShouldBe(prefersMemory && ClusterFolder.HasMemory());
            await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
            (await source.ScalarAsync<string>("select current_user || ' ' || current_setting('is_superuser')", Token))
                .ShouldBe("supabase_admin on");
            (await source.ScalarAsync<string>("select lower('ÄÖÜ')", Token)).ShouldBe("äöü");
        }
        Directory.Exists(folder).ShouldBeFalse();
        Directory.Exists(data).ShouldBeFalse();
    }
}
