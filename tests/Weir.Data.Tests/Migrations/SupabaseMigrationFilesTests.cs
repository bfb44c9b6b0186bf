using Weir.Data.Migrations;
using Weir.Data.Schema;
using Weir.Testing;

namespace Weir.Data.Tests.Migrations;

public sealed class SupabaseMigrationFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weir-emit-");
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Files_do_what_the_migrator_does_and_it_may_continue_after_them()
    {
        await using var database = await TestDatabase.CreatePreparedAsync(Stop);
        await using var migrated = await TestDatabase.CreateAsync(Stop);

        foreach (var path in await SupabaseMigrationFiles.EmitAsync(_folder.FullName, _time, Stop))
            await Sql.RunAsync(database.Owner, await File.ReadAllTextAsync(path, Stop), Stop);

        (await Migrator.MigrateAsync(database.Owner, null, null, Stop)).Applied.ShouldBeEmpty();
        (await SchemaDump.ReadAsync(database.Owner, Stop)).ShouldBe(await SchemaDump.ReadAsync(migrated.Owner, Stop));
    }

    [Fact]
    public async Task Files_work_in_a_session_that_took_its_role_by_set_role()
    {
        await using var database = await TestDatabase.CreatePreparedAsync(Stop);
        await using var login = await TestRole.CreateAsync(database, "login noinherit", Stop);
        await Sql.RunAsync(database.Superuser, $"grant postgres to {login.Name}", Stop);
        await using (var source = database.ConnectAs(login.Name))
        await using (var connection = await source.OpenConnectionAsync(Stop))
        {
            // So does the Supabase CLI.
            await Sql.RunAsync(connection, "set role postgres", Stop);
            foreach (var path in await SupabaseMigrationFiles.EmitAsync(_folder.FullName, _time, Stop))
                await Sql.RunAsync(connection, await File.ReadAllTextAsync(path, Stop), Stop);
        }

        (await Migrator.MigrateAsync(database.Owner, null, null, Stop)).Applied.ShouldBeEmpty();
    }

    [Fact]
    public async Task Names_are_ordered_and_come_after_those_that_are_there()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "20270101000000_mine.sql"), "select 1;", Stop);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "notes.sql"), "select 2;", Stop);

        var written = await SupabaseMigrationFiles.EmitAsync(_folder.FullName, _time, Stop);

        var names = written.Select(p => Path.GetFileName(p)).ToList();
        names[0].ShouldBe("20270101000001_weir_0001_roles_and_schema.sql");
        names.ShouldBe(names.Order(StringComparer.Ordinal));
        names[^1].ShouldContain("_weir_functions_");
    }

    [Fact]
    public async Task A_second_run_writes_nothing()
    {
        await SupabaseMigrationFiles.EmitAsync(_folder.FullName, _time, Stop);
        _time.Advance(TimeSpan.FromDays(1));

        (await SupabaseMigrationFiles.EmitAsync(_folder.FullName, _time, Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_changed_file_of_a_released_migration_is_refused()
    {
        var written = await SupabaseMigrationFiles.EmitAsync(_folder.FullName, _time, Stop);
        await File.AppendAllTextAsync(written[1], "-- more\n", Stop);

        var refused = await Should.ThrowAsync<MigrationException>(
            SupabaseMigrationFiles.EmitAsync(_folder.FullName, _time, Stop));

        refused.Message.ShouldContain("weir_0002_accounts.sql");
    }
}
