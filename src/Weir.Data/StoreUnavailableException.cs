namespace Weir.Data;

/// <summary>
/// The database cannot be reached, or its answer was lost. Whether a write happened is unknown:
/// repeat it with the same ids. Its message never carries SQL, parameters or a connection string.
/// </summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException()
        : base("The database cannot be reached.")
    {
    }

    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
