using Weir.Data.Migrations;
using Weir.Testing;

namespace Weir.Data.Tests.Migrations;

public sealed class MigratorTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(Stop);

        var report = await Migrator.MigrateAsync(database.Owner, null, null, Stop);

        report.Applied.ShouldBeEmpty();
        report.SchemaVersion.ShouldBe(Migrator.SchemaVersion);
        (await Sql.ScalarAsync<int>(database.App, "select weir.schema_version()", Stop)).ShouldBe(Migrator.SchemaVersion);
    }
}
