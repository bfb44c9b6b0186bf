using Npgsql;
using Weir.Data.Connections;
using Weir.Settings;
using Weir.State;

namespace Weir.Cli;

/// <summary>
/// The database of commands that look at or change schema and catalog: the environment's, else that of the local
/// installation that runs.
/// </summary>
internal static class OwnerDatabase
{
    public static NpgsqlConnectionStringBuilder Find(StateFolder state)
    {
        var options = OptionsReader.Read(forServer: false, mode: null, out var faults);
        var wrong = faults.Where(fault => fault.StartsWith("WEIR_DATABASE", StringComparison.Ordinal)).ToList();
        if (wrong.Count > 0) throw new CommandFailedException(string.Join('\n', wrong));
        if (options.Owner is { } named) return named;
        if (state.Running() is { } running) return ConnectionUrl.Parse(running.DatabaseUrl);
        throw new CommandFailedException(
            "There is no database: set WEIR_DATABASE_URL (or WEIR_DATABASE_DIRECT_URL behind a transaction pooler), "
            + "or start the local one with `./weir up --detach`.");
    }

    public static NpgsqlDataSource Open(NpgsqlConnectionStringBuilder connection)
    {
        var direct = new NpgsqlConnectionStringBuilder(connection.ConnectionString)
        {
            ApplicationName = "weir-cli",
            IncludeErrorDetail = false,
            LogParameters = false,
        };
        return NpgsqlDataSource.Create(direct);
    }
}
