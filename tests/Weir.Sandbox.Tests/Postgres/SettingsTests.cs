using Npgsql;

namespace Weir.Sandbox.Tests.Postgres;

public sealed class SettingsTests(SettingsCluster cluster) : IClassFixture<SettingsCluster>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("fsync", "on")]
    [InlineData("synchronous_commit", "on")]
    [InlineData("full_page_writes", "on")]
    [InlineData("data_checksums", "on")]
    [InlineData("listen_addresses", "127.0.0.1")]
    [InlineData("unix_socket_directories", "")]
    [InlineData("password_encryption", "scram-sha-256")]
    [InlineData("log_min_error_statement", "panic")]
    [InlineData("server_encoding", "UTF8")]
    [InlineData("TimeZone", "UTC")]
    public async Task Runs_with_settings_that_lose_and_leak_nothing(string setting, string expected)
    {
        await using var source = NpgsqlDataSource.Create(cluster.Postgres.ConnectionString);
        (await source.ScalarAsync<string>($"select current_setting('{setting}')", Token)).ShouldBe(expected);
    }

    [Fact]
    public async Task Refuses_a_wrong_password()
    {
        var wrong = new NpgsqlConnectionStringBuilder(cluster.Postgres.ConnectionString) { Password = "postgres" };
        await using var source = NpgsqlDataSource.Create(wrong.ConnectionString);
        (await Should.ThrowAsync<PostgresException>(async () => await source.ScalarAsync<int>("select 1", Token)))
            .SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task Logs_neither_statements_nor_values()
    {
        await using var source = NpgsqlDataSource.Create(cluster.Postgres.ConnectionString);
        await source.ExecuteAsync("create table secrets (word text primary key)", Token);
        await source.ExecuteAsync("insert into secrets values ('canary-in-a-row')", Token);
        await Should.ThrowAsync<PostgresException>(
            () => source.ExecuteAsync("insert into secrets values ('canary-in-a-row')", Token));
        var log = await File.ReadAllTextAsync(cluster.Postgres.LogFile, Token);
        log.ShouldContain("duplicate key");
        log.ShouldNotContain("canary-in-a-row");
    }
}
