using Npgsql;
using Weir.Benches.Load;
using Weir.Core.Catalog;
using Weir.Data.Catalogs;
using Weir.Data.Migrations;

namespace Weir.Benches.Cluster;

/// <summary>A database with Weir's schema, the documents' relations beside it, and customers.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    /// <summary>Customers who race for last units, at most.</summary>
    public const int RaceCustomers = 10;

    private const string TemplateName = "bench_template";
    private const string Password = "weir-bench";
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly NpgsqlConnectionStringBuilder _superuser;

    private BenchDatabase(NpgsqlConnectionStringBuilder superuser)
    {
        _superuser = superuser;
        Superuser = NpgsqlDataSource.Create(superuser);
    }

    public NpgsqlDataSource Superuser { get; }

    /// <summary>As the server works.</summary>
    public string App => As("weir_app").ConnectionString;

    /// <summary>As the documents' own backends work: the role that owns their relations.</summary>
    public NpgsqlConnectionStringBuilder Owner => As("postgres");

    /// <summary>Makes what the others are cloned from.</summary>
    /// <param name="server">The superuser's address of the server.</param>
    /// <param name="customers">How many customers there are to be.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task MakeTemplateAsync(
        NpgsqlConnectionStringBuilder server, int customers, CancellationToken cancellationToken)
    {
        await using var database = await CreateAsync(server, TemplateName, "template0", cancellationToken);
        await database.FillAsync(customers, cancellationToken);
    }

    /// <summary>A database of its own for one bench.</summary>
    public static Task<BenchDatabase> CloneAsync(
        NpgsqlConnectionStringBuilder server, string name, CancellationToken cancellationToken) =>
        CreateAsync(server, name, TemplateName, cancellationToken);

    /// <summary>Runs a statement of the bench as superuser; its only value, or null.</summary>
    public async Task<object?> RunAsync(string name, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = Superuser.CreateCommand(BenchSql.Read(name));
        foreach (var parameter in parameters) command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>Another catalog than that of the benches.</summary>
    public async Task ApplyAsync(AppCatalog catalog, CancellationToken cancellationToken)
    {
        await using var owner = NpgsqlDataSource.Create(Owner);
        await new CatalogStore(owner, _time).ApplyAsync(catalog, dryRun: false, moveSubscribers: false, cancellationToken);
    }

    /// <summary>Gives the racers their units; answers how many there are to sell now.</summary>
    public async Task<long> GrantRaceAsync(int customers, long unitsEach, CancellationToken cancellationToken)
    {
        var (first, last) = (BenchCustomers.FirstOfRace, BenchCustomers.FirstOfRace + customers - 1);
        await RunAsync("Cluster.Sql.race_grants.sql", cancellationToken, first, last, unitsEach, Now);
        return (long)(await RunAsync("Cluster.Sql.race_left.sql", cancellationToken, first, last, Now))!;
    }

    /// <summary>Units in the ledger of so many customers, from a first one on, beyond all that was granted.</summary>
    public async Task<long> OversoldAsync(int first, int customers, CancellationToken cancellationToken) =>
        (long)(await RunAsync("Cluster.Sql.oversold.sql", cancellationToken, first, first + customers - 1))!;

    /// <summary>Statistics and pages in order, so that no run pays for what was before it.</summary>
    public async Task SettleDownAsync(CancellationToken cancellationToken)
    {
        foreach (var statement in (string[])["vacuum analyze", "checkpoint"])
        {
            await using var command = Superuser.CreateCommand(statement);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => Superuser.DisposeAsync();

    private static async Task<BenchDatabase> CreateAsync(
        NpgsqlConnectionStringBuilder server, string name, string template, CancellationToken cancellationToken)
    {
        await using (var maintenance = NpgsqlDataSource.Create(server))
        await using (var create = maintenance.CreateCommand($"create database {name} template {template}"))
            await create.ExecuteNonQueryAsync(cancellationToken);
        return new BenchDatabase(new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            Database = name,
            CommandTimeout = 0,
        });
    }

    private DateTimeOffset Now => _time.GetUtcNow();

    private NpgsqlConnectionStringBuilder As(string role) =>
        new(_superuser.ConnectionString) { Username = role, Password = Password };

    private async Task FillAsync(int customers, CancellationToken cancellationToken)
    {
        await PlainDatabase.PrepareAsync(
            Superuser, new PlainDatabasePasswords(Password, Password, Password), null, cancellationToken);
        await using var owner = NpgsqlDataSource.Create(Owner);
        await Migrator.MigrateAsync(owner, Password, null, cancellationToken);
        await ApplyAsync(BenchCatalog.Create(), cancellationToken);
        await RunAsync("Cluster.Sql.accounts.sql", cancellationToken, 1, customers, Now);
        await RunAsync(
            "Cluster.Sql.accounts.sql", cancellationToken, BenchCustomers.FirstOfRace,
            BenchCustomers.FirstOfRace + RaceCustomers - 1, Now);
        await RunAsync("Cluster.Sql.buckets.sql", cancellationToken, 1, customers, Now);
        await using var documents = owner.CreateCommand(BenchSql.Read("Documents.Sql.documents.sql"));
        await documents.ExecuteNonQueryAsync(cancellationToken);
        await RunAsync("Documents.Sql.ledger.sql", cancellationToken);
        await RunAsync("Documents.Sql.users.sql", cancellationToken, customers);
        await SettleDownAsync(cancellationToken);
    }
}
