namespace Weir.Testing;

/// <summary>A login role of one test's own, dropped with it; what it owns in the test's database goes to postgres.</summary>
public sealed class TestRole : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private TestRole(TestDatabase database, string name)
    {
        _database = database;
        Name = name;
    }

    public string Name { get; }

    /// <summary>With the password that all roles of the test server have.</summary>
    public static async Task<TestRole> CreateAsync(TestDatabase database, string attributes, CancellationToken cancellationToken)
    {
        var name = $"weir_test_{Guid.CreateVersion7():n}";
        await Sql.RunAsync(
            database.Superuser, $"create role {name} {attributes} password '{TestPostgres.Password}'", cancellationToken);
        return new TestRole(database, name);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() =>
        await Sql.RunAsync(
            _database.Superuser,
            $"reassign owned by {Name} to postgres; drop owned by {Name}; drop role {Name}",
            CancellationToken.None);
}
