using Weir.Testing;

namespace Weir.Data.Tests.Engine;

/// <summary>A database with a small catalog, shared by the tests of a class; each works on customers of its own.</summary>
public sealed class EngineDatabase : IAsyncLifetime
{
    private TestDatabase? _database;

    public TestDatabase Database => _database ?? throw new InvalidOperationException("Not made yet.");

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(CancellationToken.None);
        await Sql.RunAsync(
            Database.Superuser,
            """
            insert into weir.meters (meter, unit, limit_kind) values
              ('ai_cost', 'nano_usd', 'granted'), ('generations', 'generation', 'granted'), ('notes', 'note', 'none');
            select weir.ensure_usage_partitions('2026-10-01', 8);
            """,
            CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null) await _database.DisposeAsync();
    }
}
