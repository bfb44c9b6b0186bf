using Npgsql;
using Weir.Core.Catalog;
using Weir.Data.Catalogs;
using Weir.Data.Migrations;

namespace Weir.Testing;

/// <summary>Makes an empty database into a Weir one, the way an installation does: prepared by a superuser, migrated by none.</summary>
internal static class FreshDatabase
{
    public static async Task MigrateAsync(string database, CancellationToken cancellationToken)
    {
        await PrepareAsync(database, cancellationToken);
        await using var owner = Connect(database, "postgres");
        await new Migrator(owner, TestScripts.Current, null).RunAsync(TestPostgres.Password, cancellationToken);
    }

    /// <summary>As <c>weir apply</c> does it.</summary>
    public static async Task ApplyAsync(string database, AppCatalog catalog, CancellationToken cancellationToken)
    {
        await using var owner = Connect(database, "postgres");
        await new CatalogStore(owner, TimeProvider.System).ApplyAsync(catalog, false, false, cancellationToken);
    }

    public static async Task PrepareAsync(string database, CancellationToken cancellationToken)
    {
        await using var superuser = Connect(database, null);
        await PlainDatabase.PrepareAsync(
            superuser,
            new PlainDatabasePasswords(TestPostgres.Password, TestPostgres.Password, TestPostgres.Password),
            null,
            cancellationToken);
    }

    /// <summary>Unpooled: a template may have no connection.</summary>
    private static NpgsqlDataSource Connect(string database, string? role) =>
        NpgsqlDataSource.Create(TestDatabase.ConnectionTo(database, role, pooling: false));
}
