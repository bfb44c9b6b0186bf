using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Weir.Core.Catalog;
using Weir.Data.Catalogs;

namespace Weir.Testing;

/// <summary>
/// Migrated databases that tests clone. One for each state of the scripts and each server, and one more for each catalog
/// that a process wants again; made by the first test process that needs it, while others wait.
/// </summary>
internal static class TestTemplate
{
    private const long LockKey = 0x5765697254657374;
    private static readonly SemaphoreSlim s_gate = new(1);
    private static readonly ConcurrentDictionary<string, bool> s_wanted = new();
    private static readonly HashSet<string> s_made = [];
    private static readonly string s_scripts = $"weir_template_{ScriptsHash()}";

    /// <summary>Without a catalog.</summary>
    public static Task<string> GetAsync(NpgsqlDataSource superuser, CancellationToken cancellationToken) =>
        GetAsync(
            superuser, s_scripts,
            connection => BuildAsync(
                connection, s_scripts, "create database {0}",
                building => FreshDatabase.MigrateAsync(building, cancellationToken), cancellationToken),
            cancellationToken);

    /// <summary>With the catalog; null the first time that it is wanted, when a template would not pay yet.</summary>
    public static async Task<string?> GetAsync(
        NpgsqlDataSource superuser, AppCatalog catalog, CancellationToken cancellationToken)
    {
        var name = $"{s_scripts}_{Hash(CatalogJson.Write(catalog))}";
        if (s_wanted.TryAdd(name, true)) return null;
        var migrated = await GetAsync(superuser, cancellationToken);
        return await GetAsync(
            superuser, name,
            connection => BuildAsync(
                connection, name, $"create database {{0}} template {migrated} {TestPostgres.CloneStrategy} owner postgres",
                building => FreshDatabase.ApplyAsync(building, catalog, cancellationToken), cancellationToken),
            cancellationToken);
    }

    private static async Task<string> GetAsync(
        NpgsqlDataSource superuser, string name, Func<NpgsqlConnection, Task> buildAsync, CancellationToken cancellationToken)
    {
        await s_gate.WaitAsync(cancellationToken);
        try
        {
            if (s_made.Contains(name)) return name;
            await MakeAsync(superuser, name, buildAsync, cancellationToken);
            s_made.Add(name);
            return name;
        }
        finally
        {
            s_gate.Release();
        }
    }

    private static async Task MakeAsync(
        NpgsqlDataSource superuser, string name, Func<NpgsqlConnection, Task> buildAsync, CancellationToken cancellationToken)
    {
        await using var connection = await superuser.OpenConnectionAsync(cancellationToken);
        // The lock is the session's: CREATE DATABASE runs in no transaction. It ends with the connection, even if killed.
        await Sql.RunAsync(connection, $"select pg_advisory_lock({LockKey})", cancellationToken);
        try
        {
            if (!await Sql.ScalarAsync<bool>(
                connection, $"select exists (select from pg_database where datname = '{name}')", cancellationToken))
            {
                await buildAsync(connection);
            }
            if (name == s_scripts) await TestPostgres.SetPasswordsAsync(superuser, cancellationToken);
        }
        finally
        {
            await Sql.RunAsync(connection, $"select pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    /// <summary>Built under another name, so that a template with its own name is always complete.</summary>
    private static async Task BuildAsync(
        NpgsqlConnection connection, string name, string create, Func<string, Task> fillAsync,
        CancellationToken cancellationToken)
    {
        var building = $"{name}_building";
        await Sql.RunAsync(connection, $"drop database if exists {building} with (force)", cancellationToken);
        await Sql.RunAsync(connection, string.Format(null, create, building), cancellationToken);
        await fillAsync(building);
        await Sql.RunAsync(connection, $"alter database {building} rename to {name}", cancellationToken);
        await Sql.RunAsync(connection, $"alter database {name} is_template true allow_connections false", cancellationToken);
    }

    private static string ScriptsHash()
    {
        var scripts = TestScripts.Current;
        return Hash(string.Concat(
            scripts.Migrations.Concat(scripts.Repeatables).Concat(scripts.Supabase).Select(s => s.Name + s.Checksum)));
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
}
