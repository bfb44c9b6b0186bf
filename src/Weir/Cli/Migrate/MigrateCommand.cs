using System.CommandLine;
using Npgsql;
using Weir.Data.Migrations;
using Weir.Settings;
using Weir.State;

namespace Weir.Cli.Migrate;

/// <summary><c>weir migrate [--emit DIR]</c></summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var emit = new Option<string?>("--emit")
        {
            Description = "Write the schema as files for supabase/migrations instead of applying it.",
            HelpName = "DIR",
        };
        var state = SharedOptions.State();
        var command = new Command("migrate", "Bring the database to the schema of this version.") { emit, state };
        command.SetAction((result, cancellationToken) => result.GetValue(emit) is { } directory
            ? EmitAsync(directory, cancellationToken)
            : ApplyAsync(result.StateFolder(state), cancellationToken));
        return command;
    }

    private static async Task<int> EmitAsync(string directory, CancellationToken cancellationToken)
    {
        var written = await SupabaseMigrationFiles.EmitAsync(directory, TimeProvider.System, cancellationToken);
        foreach (var file in written) Terminal.Line(file);
        if (written.Count == 0) Terminal.Line("Nothing new.");
        return 0;
    }

    private static async Task<int> ApplyAsync(StateFolder state, CancellationToken cancellationToken)
    {
        var connection = OwnerDatabase.Find(state);
        await using var owner = OwnerDatabase.Open(connection);
        var report = await Terminal.WithProgressAsync(
            "Migrating",
            progress => Migrator.MigrateAsync(owner, AppPassword(connection), progress, cancellationToken));
        foreach (var script in report.Applied) Terminal.Line($"applied {script}");
        Terminal.Line(report.Applied.Count == 0
            ? $"Schema {report.SchemaVersion}: current."
            : $"Schema {report.SchemaVersion}: {report.Applied.Count} script(s) applied.");
        return 0;
    }

    // Where the server's address already names weir_app and its password, the direct one's owner gives the role that
    // password.
    private static string? AppPassword(NpgsqlConnectionStringBuilder owner)
    {
        var server = OptionsReader.Read(forServer: false, mode: null, out _).Database;
        return server is not null && ServerLogin.IsApp(server) && !ServerLogin.IsApp(owner) ? server.Password : null;
    }
}
