using Weir.Core.Catalog;

namespace Weir.Data.Catalogs;

/// <summary>The catalog as this replica knows it: at most 60 s old, dropped at once by a notification of <c>apply</c>.</summary>
public sealed class CatalogCache
{
    /// <summary>The current index. Single-flight on a miss.</summary>
    /// <exception cref="StoreUnavailableException">It is not cached, and the database cannot be reached.</exception>
    public ValueTask<CatalogIndex> GetAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}
