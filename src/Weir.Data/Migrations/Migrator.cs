using System.Data;
using Npgsql;

namespace Weir.Data.Migrations;

/// <summary>
/// Brings a database to the schema that is embedded in this assembly: migrations once each, in order, under an advisory lock,
/// one transaction each, with checksums; functions, views and grants again whenever their text changed.
/// Runs as a role that may create roles and schemas but is no superuser.
/// </summary>
public sealed class Migrator
{
    /// <summary>Oldest server that is supported, as <c>server_version_num</c>.</summary>
    internal const int OldestServer = 150000;

    private readonly NpgsqlDataSource _owner;
    private readonly SqlScripts _scripts;
    private readonly IProgress<string>? _progress;

    internal Migrator(NpgsqlDataSource owner, SqlScripts scripts, IProgress<string>? progress)
    {
        _owner = owner;
        _scripts = scripts;
        _progress = progress;
    }

    /// <summary>Number of the newest migration that this program knows.</summary>
    public static int SchemaVersion => SqlScripts.Embedded.SchemaVersion;

    /// <summary>Applies what is missing. Safe to run from several processes at once, and again.</summary>
    /// <param name="owner">Connection of the migrating role, direct (no transaction pooler).</param>
    /// <param name="appPassword">Password to give <c>weir_app</c>; null leaves it as it is.</param>
    /// <param name="progress">One line a step.</param>
    /// <param name="cancellationToken">Cancels between steps.</param>
    /// <exception cref="MigrationException">
    /// The database is too old, too new, or holds another text of a released migration.
    /// </exception>
    public static Task<MigrationReport> MigrateAsync(
        NpgsqlDataSource owner, string? appPassword, IProgress<string>? progress, CancellationToken cancellationToken) =>
        new Migrator(owner, SqlScripts.Embedded, progress).RunAsync(appPassword, cancellationToken);

    internal async Task<MigrationReport> RunAsync(string? appPassword, CancellationToken cancellationToken)
    {
        var applied = new List<string>();
        await RefuseOldServerAsync(cancellationToken);
        foreach (var migration in _scripts.Migrations)
        {
            var ran = await SharedRoles.RepeatAsync(
                _owner, connection => ApplyMigrationAsync(connection, migration, cancellationToken), cancellationToken);
            if (ran) applied.Add(migration.Name);
        }
        applied.AddRange(await SharedRoles.RepeatAsync(
            _owner, connection => ApplyRepeatablesAsync(connection, cancellationToken), cancellationToken));
        if (appPassword is not null)
        {
            await SharedRoles.RepeatAsync(
                _owner,
                connection => RolePassword.SetAsync(connection, "weir_app", appPassword, cancellationToken),
                cancellationToken);
        }
        return new MigrationReport(applied, _scripts.SchemaVersion);
    }

    private async Task RefuseOldServerAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _owner.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(MigrationSql.ServerVersion, connection);
        var version = (int)(await command.ExecuteScalarAsync(cancellationToken))!;
        if (version < OldestServer)
            throw new MigrationException($"Weir needs PostgreSQL 15 or newer; this is {connection.ServerVersion}.");
    }

    private async Task<bool> ApplyMigrationAsync(
        NpgsqlConnection connection, SqlScript migration, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginLockedAsync(connection, cancellationToken);
        var recorded = await ReadRecordedAsync(connection, cancellationToken);
        RefuseForeignHistory(recorded);
        if (recorded.TryGetValue(migration.Name, out var checksum))
        {
            if (checksum == migration.Checksum) return false;
            throw new MigrationException(
                $"{migration.Name} was changed after it was applied to this database. A released migration never changes: "
                + "restore its text and write the change as a new migration.");
        }
        var later = recorded.Keys.Where(IsMigration).Max(StringComparer.Ordinal);
        if (string.CompareOrdinal(later, migration.Name) > 0)
        {
            throw new MigrationException(
                $"{migration.Name} is missing, and {later} was applied already. Migrations run in order: give it a new number.");
        }

        _progress?.Report(migration.Name);
        await RunScriptsAsync(connection, MigrationText.ForMigration(migration), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<IReadOnlyList<string>> ApplyRepeatablesAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginLockedAsync(connection, cancellationToken);
        var recorded = await ReadRecordedAsync(connection, cancellationToken);
        var changed = _scripts.Repeatables
            .Where(s => recorded.GetValueOrDefault(s.Name) != s.Checksum)
            .Select(s => s.Name)
            .ToHashSet(StringComparer.Ordinal);
        if (changed.Count == 0) return [];

        // A new function has no grants, and a changed list of grants begins with taking all away: so all grants run.
        var due = _scripts.Repeatables.Where(s => changed.Contains(s.Name) || IsGrant(s.Name)).ToList();
        foreach (var script in due) _progress?.Report(script.Name);
        await RunScriptsAsync(connection, MigrationText.ForRepeatables(due), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return [.. due.Select(s => s.Name)];
    }

    private static async Task<NpgsqlTransaction> BeginLockedAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        try
        {
            await ExecuteAsync(connection, MigrationSql.NoStatementTimeout, cancellationToken);
            await ExecuteAsync(connection, MigrationText.TakeLock, cancellationToken);
            await ExecuteAsync(connection, MigrationSql.BoundedLocks, cancellationToken);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    private static async Task<Dictionary<string, string>> ReadRecordedAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var recorded = new Dictionary<string, string>(StringComparer.Ordinal);
        await using (var exists = new NpgsqlCommand(MigrationSql.HistoryExists, connection))
        {
            if (!(bool)(await exists.ExecuteScalarAsync(cancellationToken))!) return recorded;
        }
        await using var command = new NpgsqlCommand(MigrationSql.ReadHistory, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) recorded.Add(reader.GetString(0), reader.GetString(1));
        return recorded;
    }

    private void RefuseForeignHistory(Dictionary<string, string> recorded)
    {
        var known = _scripts.Migrations.Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        var unknown = recorded.Keys.Where(n => IsMigration(n) && !known.Contains(n)).Order(StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            throw new MigrationException(
                $"This database holds {string.Join(", ", unknown)}, which this version of Weir does not know: use a newer one.");
        }
    }

    private static bool IsMigration(string name) => name.StartsWith("migrations/", StringComparison.Ordinal);

    private static bool IsGrant(string name) => name.StartsWith("grants/", StringComparison.Ordinal);

    private static async Task RunScriptsAsync(
        NpgsqlConnection connection, IReadOnlyList<SqlScript> scripts, CancellationToken cancellationToken)
    {
        foreach (var script in scripts)
        {
            try
            {
                await ExecuteAsync(connection, script.Text, cancellationToken);
            }
            catch (PostgresException failure) when (!SharedRoles.IsMeeting(failure))
            {
                var advice = failure.SqlState == PostgresErrorCodes.InsufficientPrivilege
                    ? ". The migrating role needs CREATEROLE, CREATE on the database, and, where weir_owner and weir_engine "
                        + "were made by another role, membership in both."
                    : "";
                throw new MigrationException($"{script.Name}: {failure.SqlState} {failure.MessageText}{advice}", failure);
            }
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
