using Npgsql;

namespace Weir.Data.Migrations;

/// <summary>
/// Gives a plain PostgreSQL what every Supabase project has: its roles, its <c>auth</c> schema, and a <c>postgres</c> that
/// owns the database and is no superuser. The only step that needs a superuser; <see cref="Migrator"/> does the rest.
/// </summary>
public static class PlainDatabase
{
    private const string Mark = "Made by Weir, as Supabase has it.";

    /// <summary>
    /// Prepares the database that <paramref name="superuser"/> connects to. Repeatable, and safe in several databases of a
    /// cluster at once. A database whose <c>auth</c> schema somebody else made, as on Supabase, is left alone.
    /// </summary>
    /// <returns>False when it was left alone.</returns>
    /// <exception cref="MigrationException">The server is too old, or the role is no superuser.</exception>
    public static Task<bool> PrepareAsync(
        NpgsqlDataSource superuser, PlainDatabasePasswords passwords, IProgress<string>? progress,
        CancellationToken cancellationToken) =>
        SharedRoles.RepeatAsync(
            superuser,
            connection => PrepareOnceAsync(connection, passwords, progress, cancellationToken),
            cancellationToken);

    private static async Task<bool> PrepareOnceAsync(
        NpgsqlConnection connection, PlainDatabasePasswords passwords, IProgress<string>? progress,
        CancellationToken cancellationToken)
    {
        if (await ScalarAsync<int>(connection, MigrationSql.ServerVersion, cancellationToken) < Migrator.OldestServer)
            throw new MigrationException($"Weir needs PostgreSQL 15 or newer; this is {connection.ServerVersion}.");

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, MigrationText.TakeLock, cancellationToken);
        if (!await IsOursAsync(connection, cancellationToken)) return false;
        if (!await ScalarAsync<bool>(connection, MigrationSql.IsSuperuser, cancellationToken))
        {
            throw new MigrationException(
                "Only a superuser can make the roles and the auth schema that Supabase has in a plain database.");
        }

        foreach (var script in InOrder())
        {
            progress?.Report(script.Name);
            await ExecuteAsync(connection, script.Text, cancellationToken);
        }
        await ExecuteAsync(connection, $"comment on schema auth is '{Mark}'", cancellationToken);
        await SetPasswordsAsync(connection, passwords, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>The roles come first: the schemas belong to them.</summary>
    private static IEnumerable<SqlScript> InOrder() =>
        SqlScripts.Embedded.Supabase.OrderBy(s => s.ShortName == "roles" ? 0 : 1);

    private static async Task<bool> IsOursAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(MigrationSql.AuthSchemaComment, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var exists = reader.GetBoolean(0);
        return !exists || (!reader.IsDBNull(1) && reader.GetString(1) == Mark);
    }

    private static async Task SetPasswordsAsync(
        NpgsqlConnection connection, PlainDatabasePasswords passwords, CancellationToken cancellationToken)
    {
        (string Role, string? Password)[] wanted =
        [
            ("postgres", passwords.Postgres),
            ("supabase_auth_admin", passwords.AuthAdmin),
            ("authenticator", passwords.Authenticator),
        ];
        foreach (var (role, password) in wanted)
        {
            if (password is null || await IsSuperuserAsync(connection, role, cancellationToken)) continue;
            await RolePassword.SetIfDifferentAsync(connection, role, password, cancellationToken);
        }
    }

    /// <summary>Where the cluster's own superuser is called <c>postgres</c>, it is not ours to change.</summary>
    private static async Task<bool> IsSuperuserAsync(
        NpgsqlConnection connection, string role, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(MigrationSql.RoleIsSuperuser, connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = role } },
        };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
