using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Weir.Testing;

/// <summary>
/// A migrated database that tests clone. One for each state of the scripts and each server; made by the first test process
/// that needs it, while others wait.
/// </summary>
internal static class TestTemplate
{
    private const long LockKey = 0x5765697254657374;
    private static readonly SemaphoreSlim s_gate = new(1);
    private static string? s_name;

    public static async Task<string> GetAsync(NpgsqlDataSource superuser, CancellationToken cancellationToken)
    {
        if (s_name is not null) return s_name;
        await s_gate.WaitAsync(cancellationToken);
        try
        {
            return s_name ??= await MakeAsync(superuser, cancellationToken);
        }
        finally
        {
            s_gate.Release();
        }
    }

    private static async Task<string> MakeAsync(NpgsqlDataSource superuser, CancellationToken cancellationToken)
    {
        var name = $"weir_template_{ScriptsHash()}";
        await using var connection = await superuser.OpenConnectionAsync(cancellationToken);
        // The lock is the session's: CREATE DATABASE runs in no transaction. It ends with the connection, even if killed.
        await Sql.RunAsync(connection, $"select pg_advisory_lock({LockKey})", cancellationToken);
        try
        {
            if (!await Sql.ScalarAsync<bool>(
                connection, $"select exists (select from pg_database where datname = '{name}')", cancellationToken))
            {
                await BuildAsync(connection, name, cancellationToken);
            }
            await TestPostgres.SetPasswordsAsync(superuser, cancellationToken);
        }
        finally
        {
            await Sql.RunAsync(connection, $"select pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
        return name;
    }

    /// <summary>Built under another name, so that a template with its own name is always complete.</summary>
    private static async Task BuildAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        await Sql.RunAsync(connection, $"drop database if exists {name}_building with (force)", cancellationToken);
        await Sql.RunAsync(connection, $"create database {name}_building", cancellationToken);
        await FreshDatabase.MigrateAsync($"{name}_building", cancellationToken);
        await Sql.RunAsync(connection, $"alter database {name}_building rename to {name}", cancellationToken);
        await Sql.RunAsync(connection, $"alter database {name} is_template true allow_connections false", cancellationToken);
    }

    private static string ScriptsHash()
    {
        var scripts = TestScripts.Current;
        var all = string.Concat(
            scripts.Migrations.Concat(scripts.Repeatables).Concat(scripts.Supabase).Select(s => s.Name + s.Checksum));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..12];
    }
}
