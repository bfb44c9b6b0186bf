namespace Weir.Data;

/// <summary>
/// The queue in front of the database is full: refused at once instead of waiting without bound. Nothing was written.
/// </summary>
public sealed class OverloadedException : Exception
{
    public OverloadedException()
        : base("Too many operations are waiting for the database.")
    {
    }

    public OverloadedException(string message)
        : base(message)
    {
    }

    public OverloadedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
