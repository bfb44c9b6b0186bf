using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Weir.Data.Migrations;

namespace Weir.Data.Catalogs;

/// <summary>
/// A blueprint's <c>compat.sql</c>: the relations and functions in <c>public</c> that its app's clients know, with the
/// grants and policies they need. Runs as the migrating role, in one transaction, when its text differs from what the
/// database holds; so the script makes everything anew.
/// </summary>
public static class BlueprintCompat
{
    private const string Lock = "lock table weir.blueprint_compat in share row exclusive mode";

    private const string ReadForeignName = """
        select name from (select name from weir.blueprint union all select name from weir.blueprint_compat) as known
        where name <> $1 limit 1
        """;

    private const string IsRecorded =
        "select exists (select from weir.blueprint_compat where name = $1 and checksum = $2)";

    private const string Record = """
        insert into weir.blueprint_compat as c (name, checksum, applied_at) values ($1, $2, now())
          on conflict (singleton) do update set checksum = excluded.checksum, applied_at = excluded.applied_at
        """;

    /// <summary>Whether the database holds this text already; for dry runs.</summary>
    public static async Task<bool> IsCurrentAsync(
        NpgsqlDataSource owner, string blueprint, string sql, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(owner);
        await using var connection = await owner.OpenConnectionAsync(cancellationToken);
        return await ScalarAsync(connection, IsRecorded, [blueprint, Checksum(sql)], cancellationToken) is true;
    }

    /// <summary>Applies the script. Safe when raced, and again.</summary>
    /// <param name="owner">Connection of the migrating role.</param>
    /// <param name="blueprint">Name of the blueprint.</param>
    /// <param name="sql">Text of its <c>compat.sql</c>, names qualified.</param>
    /// <param name="cancellationToken">Cancels; nothing is applied then.</param>
    /// <returns>False when the database held this text already.</returns>
    /// <exception cref="CatalogConflictException">The database belongs to another blueprint.</exception>
    /// <exception cref="MigrationException">A statement of the script failed; nothing was applied.</exception>
    public static async Task<bool> ApplyAsync(
        NpgsqlDataSource owner, string blueprint, string sql, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(owner);
        await using var connection = await owner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, Lock, cancellationToken);
        if (await ScalarAsync(connection, ReadForeignName, [blueprint], cancellationToken) is string foreign)
            throw new CatalogConflictException($"This database serves blueprint '{foreign}', not '{blueprint}'.");
        var checksum = Checksum(sql);
        if (await ScalarAsync(connection, IsRecorded, [blueprint, checksum], cancellationToken) is true) return false;

        try
        {
            await ExecuteAsync(connection, sql, cancellationToken);
        }
        catch (PostgresException failure)
        {
            throw new MigrationException($"compat.sql of {blueprint}: {failure.SqlState} {failure.MessageText}", failure);
        }
        await ScalarAsync(connection, Record, [blueprint, checksum], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static string Checksum(string sql) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql.ReplaceLineEndings("\n"))));

    private static async Task<object?> ScalarAsync(
        NpgsqlConnection connection, string sql, string[] values, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
