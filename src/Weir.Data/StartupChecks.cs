using Npgsql;
using Weir.Data.Migrations;

namespace Weir.Data;

/// <summary>
/// What must be true of the database before the server answers a request. The host calls it, and refuses to start.
/// </summary>
public static class StartupChecks
{
    private const string ReadSettings = """
        select current_setting('server_version_num')::integer, current_setting('synchronous_commit'),
          current_setting('fsync'), current_setting('full_page_writes'),
          r.rolname, r.rolsuper or r.rolbypassrls, pg_catalog.pg_is_in_recovery()
        from pg_catalog.pg_roles as r
        where r.rolname = current_user
        """;

    private const string ReadVersion = "select weir.schema_version()";

    /// <summary>Every fault, each with its remedy; empty when all is well.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public static Task<IReadOnlyList<string>> RunAsync(NpgsqlDataSource app, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(() => CheckAsync(app, cancellationToken), cancellationToken);

    private static async Task<IReadOnlyList<string>> CheckAsync(NpgsqlDataSource app, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        await using var connection = await app.OpenConnectionAsync(cancellationToken);
        await using (var command = new NpgsqlCommand(ReadSettings, connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            await reader.ReadAsync(cancellationToken);
            if (reader.GetInt32(0) < Migrator.OldestServer)
                faults.Add($"PostgreSQL 15 or newer is needed; this is {connection.ServerVersion}.");
            // Any other value waits at least for the local disk.
            if (reader.GetString(1) == "off")
            {
                faults.Add(
                    "synchronous_commit is off: an acknowledged hold could be lost after the provider was paid. Set it to on.");
            }
            foreach (var (setting, column) in (ReadOnlySpan<(string, int)>)[("fsync", 2), ("full_page_writes", 3)])
            {
                if (reader.GetString(column) != "on")
                    faults.Add($"{setting} is off: a crash could lose what was acknowledged. Set it to on.");
            }
            if (reader.GetBoolean(5))
            {
                faults.Add(
                    $"The server logs in as {reader.GetString(4)}, which row security does not bind. Let it log in as weir_app.");
            }
            if (reader.GetBoolean(6))
                faults.Add("This is a standby. Quotas are decided on the primary only.");
        }
        await CheckSchemaAsync(connection, faults, cancellationToken);
        return faults;
    }

    private static async Task CheckSchemaAsync(
        NpgsqlConnection connection, List<string> faults, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = new NpgsqlCommand(ReadVersion, connection);
            var version = await command.ExecuteScalarAsync(cancellationToken) as int? ?? 0;
            if (version != Migrator.SchemaVersion)
            {
                faults.Add(
                    $"The schema is at migration {version}, this program needs {Migrator.SchemaVersion}. "
                    + "Run weir migrate with its version.");
            }
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.InvalidSchemaName
            or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.InsufficientPrivilege)
        {
            faults.Add("The database has no Weir schema that this role may use. Run weir migrate, and log in as weir_app.");
        }
    }
}
