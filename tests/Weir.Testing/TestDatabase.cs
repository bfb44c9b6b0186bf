using Npgsql;
using Weir.Core.Catalog;
using Weir.Data;
using Weir.Data.Catalogs;

namespace Weir.Testing;

/// <summary>A migrated database of one test's own, dropped with it. Cloned from a template: some tens of milliseconds.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly NpgsqlDataSource _server;
    private readonly Lazy<NpgsqlDataSource> _superuser;
    private readonly Lazy<NpgsqlDataSource> _owner;
    private readonly Lazy<NpgsqlDataSource> _app;
    private readonly Lazy<WeirDatabase> _weir;

    private TestDatabase(NpgsqlDataSource server, string name)
    {
        _server = server;
        Name = name;
        _superuser = new(() => NpgsqlDataSource.Create(SuperuserConnectionString));
        _owner = new(() => NpgsqlDataSource.Create(OwnerConnectionString));
        _app = new(() => NpgsqlDataSource.Create(AppConnectionString));
        _weir = new(() => WeirDatabase.Open(AppConnectionString, AppConnectionString));
    }

    public string Name { get; }

    /// <summary>Sees everything: for looking behind the product, and for things no role of it may do.</summary>
    public string SuperuserConnectionString => ConnectionTo(Name, null).ConnectionString;

    /// <summary>The migrating role <c>postgres</c>, no superuser: migrate, apply.</summary>
    public string OwnerConnectionString => ConnectionTo(Name, "postgres").ConnectionString;

    /// <summary>The server's role <c>weir_app</c>.</summary>
    public string AppConnectionString => ConnectionTo(Name, "weir_app").ConnectionString;

    public NpgsqlDataSource Superuser => _superuser.Value;

    public NpgsqlDataSource Owner => _owner.Value;

    public NpgsqlDataSource App => _app.Value;

    /// <summary>As the server has it, with LISTEN.</summary>
    public WeirDatabase Weir => _weir.Value;

    /// <summary>A clone of the migrated template.</summary>
    public static async Task<TestDatabase> CreateAsync(CancellationToken cancellationToken = default)
    {
        var server = await TestPostgres.GetAsync(cancellationToken);
        var template = await TestTemplate.GetAsync(server, cancellationToken);
        return await CloneAsync(server, template, cancellationToken);
    }

    /// <summary>An empty database on a server whose roles exist; nothing in it is Weir's or Supabase's.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(CancellationToken cancellationToken = default)
    {
        var server = await TestPostgres.GetAsync(cancellationToken);
        await TestTemplate.GetAsync(server, cancellationToken);
        var name = NewName();
        await Sql.RunAsync(server, $"create database {name} template template0", cancellationToken);
        return new TestDatabase(server, name);
    }

    /// <summary>A database with what Supabase has, and nothing of Weir's: what a first migration meets.</summary>
    public static async Task<TestDatabase> CreatePreparedAsync(CancellationToken cancellationToken = default)
    {
        var database = await CreateEmptyAsync(cancellationToken);
        await FreshDatabase.PrepareAsync(database.Name, cancellationToken);
        return database;
    }

    /// <summary>A clone that holds a catalog, <see cref="SampleCatalog"/> unless another is given.</summary>
    public static async Task<TestDatabase> CreateWithCatalogAsync(
        AppCatalog? catalog = null, CancellationToken cancellationToken = default)
    {
        catalog ??= SampleCatalog.Create();
        var server = await TestPostgres.GetAsync(cancellationToken);
        if (await TestTemplate.GetAsync(server, catalog, cancellationToken) is { } template)
            return await CloneAsync(server, template, cancellationToken);
        var database = await CreateAsync(cancellationToken);
        await database.ApplyAsync(catalog, cancellationToken);
        return database;
    }

    /// <summary>As <c>weir apply</c> does it.</summary>
    public Task<IReadOnlyList<CatalogChange>> ApplyAsync(AppCatalog catalog, CancellationToken cancellationToken) =>
        new CatalogStore(Owner, TimeProvider.System).ApplyAsync(catalog, false, false, cancellationToken);

    /// <summary>The same database as another role; <see langword="null"/> is the superuser.</summary>
    public NpgsqlDataSource ConnectAs(string? role) => NpgsqlDataSource.Create(ConnectionTo(Name, role));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var source in (Lazy<NpgsqlDataSource>[])[_superuser, _owner, _app])
        {
            if (source.IsValueCreated) await source.Value.DisposeAsync();
        }
        if (_weir.IsValueCreated) await _weir.Value.DisposeAsync();
        await Sql.RunAsync(_server, $"drop database if exists {Name} with (force)", CancellationToken.None);
    }

    internal static NpgsqlConnectionStringBuilder ConnectionTo(string database, string? role, bool pooling = true)
    {
        var connection = new NpgsqlConnectionStringBuilder(TestPostgres.ConnectionString)
        {
            Database = database,
            Pooling = pooling,
            MaxPoolSize = 60,
            ConnectionIdleLifetime = 10,
            ConnectionPruningInterval = 5,
        };
        if (role is not null)
        {
            connection.Username = role;
            connection.Password = TestPostgres.Password;
        }
        return connection;
    }

    private static async Task<TestDatabase> CloneAsync(
        NpgsqlDataSource server, string template, CancellationToken cancellationToken)
    {
        var name = NewName();
        await Sql.RunAsync(
            server, $"create database {name} template {template} {TestPostgres.CloneStrategy} owner postgres", cancellationToken);
        return new TestDatabase(server, name);
    }

    private static string NewName() => $"weir_test_{Guid.CreateVersion7():n}";
}
