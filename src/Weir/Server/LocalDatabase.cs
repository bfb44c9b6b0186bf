using Npgsql;
using Weir.Cli.Apply;
using Weir.Core.Keys;
using Weir.Data.Admin;
using Weir.Data.Keys;
using Weir.Data.Migrations;
using Weir.Sandbox.Postgres;
using Weir.Settings;
using Weir.State;

namespace Weir.Server;

/// <summary>
/// The database of <c>up</c>: a private PostgreSQL, or the one that <c>WEIR_DATABASE_URL</c> names, made ready.
/// </summary>
internal sealed class LocalDatabase : IAsyncDisposable
{
    private readonly NpgsqlConnectionStringBuilder _bootstrap;
    private readonly SandboxSecrets _secrets;

    private LocalDatabase(EmbeddedPostgres? postgres, NpgsqlConnectionStringBuilder bootstrap, SandboxSecrets secrets)
    {
        Postgres = postgres;
        _bootstrap = bootstrap;
        _secrets = secrets;
        Owner = ServerLogin.As(bootstrap, "postgres", secrets.OwnerPassword);
    }

    /// <summary>Null when somebody else runs the database.</summary>
    public EmbeddedPostgres? Postgres { get; }

    /// <summary>As the role that migrates and applies.</summary>
    public NpgsqlConnectionStringBuilder Owner { get; private set; }

    /// <summary>As the server.</summary>
    public NpgsqlConnectionStringBuilder App => ServerLogin.As(_bootstrap, "weir_app", _secrets.AppPassword);

    public static async Task<LocalDatabase> StartAsync(
        StateFolder state, WeirOptions options, SandboxSecrets secrets, IProgress<string> progress,
        CancellationToken cancellationToken)
    {
        if (options.Owner is { } named) return new LocalDatabase(null, named, secrets);
        progress.Report("Starting PostgreSQL");
        var postgres = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { StateDirectory = state.Database }, progress, cancellationToken);
        return new LocalDatabase(postgres, new NpgsqlConnectionStringBuilder(postgres.ConnectionString), secrets);
    }

    /// <summary>Roles, schema, catalog, and the sandbox's service key.</summary>
    public async Task PrepareAsync(
        LoadedBlueprint blueprint, bool needsSandboxAuth, IProgress<string> progress,
        CancellationToken cancellationToken)
    {
        progress.Report("Preparing the database");
        await using (var superuser = Open(_bootstrap))
        {
            var passwords = new PlainDatabasePasswords(_secrets.OwnerPassword, _secrets.AuthPassword, null);
            var isOurs = await PlainDatabase.PrepareAsync(superuser, passwords, null, cancellationToken);
            if (!isOurs && needsSandboxAuth)
            {
                throw new CommandFailedException(
                    "WEIR_DATABASE_URL names a Supabase database, whose accounts are its project's: "
                    + "set SUPABASE_URL as well.");
            }
            if (!isOurs) Owner = _bootstrap;
        }
        await using var owner = Open(Owner);
        progress.Report("Migrating the schema");
        await MigrateAsync(owner, cancellationToken);
        progress.Report($"Applying the blueprint {blueprint.Catalog.Blueprint}");
        await blueprint.ApplyAsync(owner, dryRun: false, moveSubscribers: false, cancellationToken);
        // Known by its text: a second `up` changes nothing, and a revoked one stays revoked.
        await new ServiceKeyStore(owner, TimeProvider.System).RegisterAsync(
            Guid.CreateVersion7(), _secrets.WeirServiceKey, new NewServiceKey("sandbox", Scope.Metering, null),
            ChangeOrigin.CommandLine, cancellationToken);
    }

    private async Task MigrateAsync(NpgsqlDataSource owner, CancellationToken cancellationToken)
    {
        try
        {
            await Migrator.MigrateAsync(owner, _secrets.AppPassword, null, cancellationToken);
        }
        catch (MigrationException failure) when (Postgres is not null)
        {
            throw new CommandFailedException(
                $"{failure.Message}\nThis is the local database of this state folder. "
                + "To keep it, use the version of Weir that made it; "
                + "to begin with an empty one, choose another folder (--state DIR). Nothing was changed.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Postgres is not null) await Postgres.DisposeAsync();
    }

    // Once each, so that no idle connection of a role outlives its step.
    private static NpgsqlDataSource Open(NpgsqlConnectionStringBuilder address) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(address.ConnectionString)
        {
            Pooling = false,
            ApplicationName = "weir-up",
            IncludeErrorDetail = false,
        });
}
