using Npgsql;

namespace Weir.Data.Migrations;

/// <summary>Gives a login role its password.</summary>
internal static class RolePassword
{
    public static async Task<bool> SetAsync(
        NpgsqlConnection connection, string role, string password, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await WriteAsync(connection, role, password, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>The same as a superuser, who can see that nothing is to do: databases of one cluster share the row.</summary>
    public static async Task SetIfDifferentAsync(
        NpgsqlConnection connection, string role, string password, CancellationToken cancellationToken)
    {
        await using var stored = new NpgsqlCommand(MigrationSql.StoredVerifier, connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = role } },
        };
        if (ScramVerifier.Matches(await stored.ExecuteScalarAsync(cancellationToken) as string, password)) return;
        await WriteAsync(connection, role, password, cancellationToken);
    }

    private static async Task WriteAsync(
        NpgsqlConnection connection, string role, string password, CancellationToken cancellationToken)
    {
        await using var hand = new NpgsqlCommand(MigrationSql.HandOverVerifier, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = role },
                new NpgsqlParameter<string> { TypedValue = ScramVerifier.Create(password) },
            },
        };
        await hand.ExecuteNonQueryAsync(cancellationToken);
        await using var set = new NpgsqlCommand(MigrationSql.SetVerifier, connection);
        await set.ExecuteNonQueryAsync(cancellationToken);
    }
}
