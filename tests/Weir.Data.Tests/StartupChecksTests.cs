using Npgsql;
using Weir.Data.Migrations;
using Weir.Testing;

namespace Weir.Data.Tests;

public sealed class StartupChecksTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_migrated_database_on_a_durable_server_has_no_fault()
    {
        await using var database = await TestDatabase.CreateAsync(Stop);

        // The throw-away server of the tests may run without fsync; then exactly that is the fault.
        var expected = new List<string>();
        foreach (var setting in (string[])["fsync", "full_page_writes"])
        {
            if (await Sql.ScalarAsync<string>(database.Superuser, $"select current_setting('{setting}')", Stop) != "on")
                expected.Add($"{setting} is off: a crash could lose what was acknowledged. Set it to on.");
        }
        (await StartupChecks.RunAsync(await DurableAsync(database), Stop)).ShouldBe(expected);
    }

    [Fact]
    public async Task Asynchronous_commit_is_a_fault()
    {
        await using var database = await TestDatabase.CreateAsync(Stop);
        await Sql.RunAsync(database.Superuser, $"alter database {database.Name} set synchronous_commit = off", Stop);

        (await StartupChecks.RunAsync(database.App, Stop)).ShouldContain(f => f.StartsWith("synchronous_commit is off"));
    }

    [Fact]
    public async Task A_role_that_row_security_does_not_bind_is_a_fault()
    {
        await using var database = await TestDatabase.CreateAsync(Stop);

        (await StartupChecks.RunAsync(database.Owner, Stop)).ShouldContain(f => f.Contains("logs in as postgres"));
        (await StartupChecks.RunAsync(database.Superuser, Stop)).ShouldContain(f => f.Contains("row security does not bind"));
    }

    [Fact]
    public async Task A_schema_of_another_version_is_a_fault()
    {
        await using var database = await TestDatabase.CreateAsync(Stop);
        await Sql.RunAsync(
            database.Owner, $"delete from weir.migrations where name like 'migrations/{Migrator.SchemaVersion:0000}%'", Stop);

        (await StartupChecks.RunAsync(database.App, Stop)).ShouldContain(f => f.Contains($"needs {Migrator.SchemaVersion}"));
    }

    [Fact]
    public async Task An_empty_database_is_a_fault()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Stop);

        (await StartupChecks.RunAsync(database.App, Stop)).ShouldContain(f => f.Contains("Run weir migrate"));
    }

    [Fact]
    public async Task No_database_is_an_outage()
    {
        await using var source = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=weir_app;Timeout=2");

        await Should.ThrowAsync<StoreUnavailableException>(StartupChecks.RunAsync(source, Stop));
    }

    private static async Task<NpgsqlDataSource> DurableAsync(TestDatabase database)
    {
        await Sql.RunAsync(database.Superuser, $"alter database {database.Name} set synchronous_commit = on", Stop);
        return database.App;
    }
}
