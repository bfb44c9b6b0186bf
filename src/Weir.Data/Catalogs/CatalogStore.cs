using Weir.Core.Catalog;

namespace Weir.Data.Catalogs;

/// <summary>The catalog in the database: what <c>weir apply</c> writes and every replica reads.</summary>
public sealed class CatalogStore
{
    /// <summary>The whole catalog; null before the first <c>apply</c>.</summary>
    public Task<AppCatalog?> LoadAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>
    /// Makes the database hold <paramref name="catalog"/>, in one transaction, and notifies all replicas.
    /// A plan whose entitlements changed gets a new version; applying the same catalog again changes nothing.
    /// </summary>
    /// <param name="catalog">Validated catalog.</param>
    /// <param name="dryRun">Compute the difference, write nothing.</param>
    /// <param name="moveSubscribers">Pin current subscriptions to the newest versions.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="CatalogConflictException">The database belongs to another blueprint.</exception>
    public Task<IReadOnlyList<CatalogChange>> ApplyAsync(
        AppCatalog catalog, bool dryRun, bool moveSubscribers, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
