using Weir.Data.Catalogs;
using Weir.Data.Migrations;
using Weir.Testing;

namespace Weir.Data.Tests.Migrations;

public sealed class MigratorTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fresh_database_is_migrated_by_a_role_that_is_no_superuser()
    {
        await using var database = await TestDatabase.CreatePreparedAsync(Stop);
        (await Sql.ScalarAsync<bool>(database.Owner, MigrationSql.IsSuperuser, Stop)).ShouldBeFalse();
        var lines = new List<string>();

        var report = await Migrator.MigrateAsync(database.Owner, null, new Lines(lines), Stop);

        var scripts = SqlScripts.Embedded;
        report.Applied.ShouldBe(scripts.Migrations.Concat(scripts.Repeatables).Select(s => s.Name));
        lines.ShouldBe(report.Applied);
        (await Sql.ScalarAsync<int>(database.App, "select weir.schema_version()", Stop)).ShouldBe(Migrator.SchemaVersion);
    }

    [Fact]
    public async Task The_migrating_role_needs_no_right_to_bypass_row_security()
    {
        await using var database = await TestDatabase.CreatePreparedAsync(Stop);
        await using var role = await TestRole.CreateAsync(database, "login createrole nosuperuser nobypassrls", Stop);
        // Roles belong to the cluster: who did not make them must be let in, which only their maker or a superuser can do.
        await Sql.RunAsync(
            database.Superuser, $"grant weir_owner, weir_engine, weir_app to {role.Name} with admin option", Stop);
        await Sql.RunAsync(database.Superuser, $"alter database {database.Name} owner to {role.Name}", Stop);
        await using var owner = database.ConnectAs(role.Name);

        var report = await Migrator.MigrateAsync(owner, null, null, Stop);
        var again = await Migrator.MigrateAsync(owner, null, null, Stop);

        report.Applied.Count.ShouldBe(SqlScripts.Embedded.Migrations.Count + SqlScripts.Embedded.Repeatables.Count);
        again.Applied.ShouldBeEmpty();
        (await Sql.ScalarAsync<long>(owner, "select count(*) from weir.migrations", Stop)).ShouldBe(report.Applied.Count);
        (await new CatalogStore(owner, TimeProvider.System).ApplyAsync(SampleCatalog.Create(), false, false, Stop)).ShouldNotBeEmpty();
        await Sql.RunAsync(database.Superuser, $"grant usage on schema auth to {role.Name}", Stop);
        var compat = await File.ReadAllTextAsync(Repository.File("blueprints", "scritorio", "compat.sql"), Stop);
        (await BlueprintCompat.ApplyAsync(owner, "sample", compat, Stop)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_role_that_may_not_act_as_the_owner_is_told_what_it_lacks()
    {
        await using var database = await TestDatabase.CreatePreparedAsync(Stop);
        await using var role = await TestRole.CreateAsync(database, "login nocreaterole nosuperuser", Stop);
        await Sql.RunAsync(database.Superuser, $"alter database {database.Name} owner to {role.Name}", Stop);
        await using var owner = database.ConnectAs(role.Name);

        var refused = await Should.ThrowAsync<MigrationException>(Migrator.MigrateAsync(owner, null, null, Stop));

        refused.Message.ShouldContain("CREATEROLE");
        refused.Message.ShouldContain("migrations/0001_roles_and_schema.sql");
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await using var database = await TestDatabase.CreateAsync(Stop);

        var report = await Migrator.MigrateAsync(database.Owner, null, null, Stop);

        report.Applied.ShouldBeEmpty();
        report.SchemaVersion.ShouldBe(Migrator.SchemaVersion);
    }

    [Fact]
    public async Task Racing_migrators_apply_each_script_once()
    {
        await using var database = await TestDatabase.CreatePreparedAsync(Stop);

        var reports = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Migrator.MigrateAsync(database.Owner, null, null, Stop)));

        var scripts = SqlScripts.Embedded;
        reports.SelectMany(r => r.Applied).Order().ShouldBe(
            scripts.Migrations.Concat(scripts.Repeatables).Select(s => s.Name).Order());
    }

    [Fact]
    public async Task Migrators_of_several_databases_of_a_cluster_do_not_disturb_each_other()
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => TestDatabase.CreateEmptyAsync(Stop)));
        try
        {
            await Task.WhenAll(databases.Select(d => FreshDatabase.MigrateAsync(d.Name, Stop)));

            foreach (var database in databases)
                (await Sql.ScalarAsync<int>(database.App, "select weir.schema_version()", Stop)).ShouldBe(Migrator.SchemaVersion);
        }
        finally
        {
            foreach (var database in databases) await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_released_migration_that_was_changed_is_refused_by_name()
    {
        await using var database = await TestDatabase.CreateAsync(Stop);
        var changed = Scripts(s => s.Name == "migrations/0002_accounts.sql" ? new SqlScript(s.Name, s.Text + "-- more\n") : s);

        var refused = await Should.ThrowAsync<MigrationException>(new Migrator(database.Owner, changed, null).RunAsync(null, Stop));

        refused.Message.ShouldContain("migrations/0002_accounts.sql");
    }

    [Fact]
    public async Task Line_endings_of_a_checkout_do_not_count_as_a_change()
    {
        await using var database = await TestDatabase.CreateAsync(Stop);
        var windows = Scripts(s => new SqlScript(s.Name, s.Text.ReplaceLineEndings("\r\n")));

        var report = await new Migrator(database.Owner, windows, null).RunAsync(null, Stop);

        report.Applied.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync(Stop);
        await Sql.RunAsync(
            database.Owner,
            $"insert into weir.migrations values ('migrations/9999_later.sql', '{new string('0', 64)}', 'migration', now())", Stop);

        var refused = await Should.ThrowAsync<MigrationException>(Migrator.MigrateAsync(database.Owner, null, null, Stop));

        refused.Message.ShouldContain("migrations/9999_later.sql");
    }

    [Fact]
    public async Task A_migration_that_comes_late_under_an_old_number_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync(Stop);
        await Sql.RunAsync(database.Owner, "delete from weir.migrations where name = 'migrations/0002_accounts.sql'", Stop);

        var refused = await Should.ThrowAsync<MigrationException>(Migrator.MigrateAsync(database.Owner, null, null, Stop));

        refused.Message.ShouldContain("migrations/0002_accounts.sql is missing");
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_and_runs_when_mended()
    {
        await using var database = await TestDatabase.CreateAsync(Stop);
        var broken = Scripts(s => s, new SqlScript("migrations/9000_thing.sql", "create table weir.thing (id int); select 1/0;"));
        var mended = Scripts(s => s, new SqlScript("migrations/9000_thing.sql", "create table weir.thing (id int);"));

        var failed = await Should.ThrowAsync<MigrationException>(new Migrator(database.Owner, broken, null).RunAsync(null, Stop));
        var report = await new Migrator(database.Owner, mended, null).RunAsync(null, Stop);

        failed.Message.ShouldContain("migrations/9000_thing.sql: 22012");
        report.Applied.ShouldBe(["migrations/9000_thing.sql"]);
        (await Sql.ScalarAsync<string>(
            database.Superuser, "select tableowner::text from pg_tables where schemaname = 'weir' and tablename = 'thing'", Stop))
            .ShouldBe("weir_owner");
    }

    [Fact]
    public async Task A_changed_function_is_applied_again_and_keeps_its_rights()
    {
        await using var database = await TestDatabase.CreateAsync(Stop);
        var changed = Scripts(s => s.Name == "functions/meta/schema_version.sql"
            ? new SqlScript(s.Name, s.Text.Replace("max(", "7000 + max(", StringComparison.Ordinal))
            : s);

        var report = await new Migrator(database.Owner, changed, null).RunAsync(null, Stop);

        report.Applied[0].ShouldBe("functions/meta/schema_version.sql");
        report.Applied.Skip(1).ShouldAllBe(name => name.StartsWith("grants/"));
        (await Sql.ScalarAsync<int>(database.App, "select weir.schema_version()", Stop)).ShouldBe(7000 + Migrator.SchemaVersion);
    }

    [Fact]
    public async Task Every_function_body_is_valid()
    {
        await using var database = await TestDatabase.CreateAsync(Stop);
        await Sql.RunAsync(database.Superuser, "grant create on schema weir to weir_engine", Stop);
        await using var connection = await database.Owner.OpenConnectionAsync(Stop);
        await Sql.RunAsync(connection, "set role weir_engine; set check_function_bodies = on", Stop);

        // The migrator binds bodies late; now that all is there, each must parse against it.
        foreach (var script in SqlScripts.Embedded.Repeatables.Where(s => s.Name.StartsWith("functions/")))
            await Sql.RunAsync(connection, script.Text, Stop);
    }

    [Fact]
    public void Two_migrations_with_one_number_do_not_start()
    {
        var refused = Should.Throw<InvalidOperationException>(
            () => new SqlScripts([new SqlScript("migrations/0001_a.sql", ""), new SqlScript("migrations/0001_b.sql", "")]));

        refused.Message.ShouldContain("migrations/0001_a.sql, migrations/0001_b.sql");
    }

    private static SqlScripts Scripts(Func<SqlScript, SqlScript> change, params SqlScript[] more)
    {
        var embedded = SqlScripts.Embedded;
        return new SqlScripts(embedded.Migrations.Concat(embedded.Repeatables).Select(change).Concat(more));
    }

    private sealed class Lines(List<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Add(value);
    }
}
