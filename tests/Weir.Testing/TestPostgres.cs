using Npgsql;
using Weir.Data.Connections;
using Weir.Data.Migrations;
using Weir.Sandbox.Postgres;

namespace Weir.Testing;

/// <summary>
/// The PostgreSQL that tests run against: the one of <c>WEIR_TEST_PG</c> (connection of a superuser), else a throw-away one
/// for this process. Without one the tests fail; they never skip.
/// </summary>
public static class TestPostgres
{
    /// <summary>Password of every login role on a test server.</summary>
    internal const string Password = "weir-test";

    private static readonly SemaphoreSlim s_gate = new(1);
    private static NpgsqlDataSource? s_superuser;
    private static string? s_connectionString;
    private static EmbeddedPostgres? s_embedded;

    /// <summary>The superuser's connections to the server's maintenance database.</summary>
    public static async Task<NpgsqlDataSource> GetAsync(CancellationToken cancellationToken)
    {
        if (s_superuser is not null) return s_superuser;
        await s_gate.WaitAsync(cancellationToken);
        try
        {
            return s_superuser ??= await StartAsync(cancellationToken);
        }
        finally
        {
            s_gate.Release();
        }
    }

    private static async Task<NpgsqlDataSource> StartAsync(CancellationToken cancellationToken)
    {
        var given = Environment.GetEnvironmentVariable("WEIR_TEST_PG");
        var connection = string.IsNullOrWhiteSpace(given)
            ? new NpgsqlConnectionStringBuilder(await StartEmbeddedAsync(cancellationToken))
            : ConnectionUrl.Parse(given);
        connection.MaxPoolSize = 10;
        connection.IncludeErrorDetail = true;
        var source = NpgsqlDataSource.Create(connection);
        await RefuseUnfitAsync(source, cancellationToken);
        // Copying the files takes two checkpoints: cheaper than writing them into the log, unless the disk is waited for.
        var waits = await Sql.ScalarAsync<bool>(source, "select current_setting('fsync')::boolean", cancellationToken);
        CloneStrategy = waits ? "" : "strategy file_copy";
        s_connectionString = connection.ConnectionString;
        return source;
    }

    /// <summary>How databases are best cloned on this server: a clause of CREATE DATABASE, or nothing.</summary>
    internal static string CloneStrategy { get; private set; } = "";

    /// <summary>Password included, which a data source does not show.</summary>
    internal static string ConnectionString =>
        s_connectionString ?? throw new InvalidOperationException("Await GetAsync first.");

    /// <summary>It ends with this process, however that ends, and its files with it.</summary>
    private static async Task<string> StartEmbeddedAsync(CancellationToken cancellationToken)
    {
        var state = Directory.CreateTempSubdirectory("weir-test-pg-");
        var options = new EmbeddedPostgresOptions
        {
            StateDirectory = state.FullName,
            Ephemeral = true,
            PrefersMemory = true,
            MaxConnections = 200,
        };
        s_embedded = await EmbeddedPostgres.StartAsync(options, null, cancellationToken);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Forget(state);
        return s_embedded.ConnectionString;
    }

    /// <summary>A killed process leaves this much: a lock and the password of a server that is gone.</summary>
    private static void Forget(DirectoryInfo state)
    {
        try
        {
            state.Delete(recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{state.FullName} could not be deleted: {failure.Message}");
        }
    }

    private static async Task RefuseUnfitAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "select rolname from pg_roles where rolsuper and rolname in (current_user, 'postgres') order by rolname <> 'postgres'",
            connection);
        switch (await command.ExecuteScalarAsync(cancellationToken) as string)
        {
            case null:
                throw new InvalidOperationException("WEIR_TEST_PG must be the connection of a superuser.");
            case "postgres":
                throw new InvalidOperationException(
                    "The server of WEIR_TEST_PG has a superuser called postgres, and Weir migrates as a postgres that is none: "
                    + "make its cluster with initdb -U supabase_admin.");
        }
    }

    /// <summary>Roles belong to the server, and what used it before may have given them other passwords.</summary>
    internal static Task SetPasswordsAsync(NpgsqlDataSource superuser, CancellationToken cancellationToken) =>
        SharedRoles.RepeatAsync(
            superuser,
            async connection =>
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
                foreach (var role in (string[])["postgres", "authenticator", "supabase_auth_admin", "weir_app"])
                    await RolePassword.SetIfDifferentAsync(connection, role, Password, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return true;
            },
            cancellationToken);
}
