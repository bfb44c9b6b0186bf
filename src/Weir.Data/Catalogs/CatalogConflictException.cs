namespace Weir.Data.Catalogs;

/// <summary>The database belongs to another blueprint: one Weir instance and database serve one app.</summary>
public sealed class CatalogConflictException : Exception
{
    public CatalogConflictException()
    {
    }

    public CatalogConflictException(string message)
        : base(message)
    {
    }

    public CatalogConflictException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
