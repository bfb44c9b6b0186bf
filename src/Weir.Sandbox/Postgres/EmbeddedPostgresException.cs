namespace Weir.Sandbox.Postgres;

/// <summary>
/// PostgreSQL could not be found, prepared or started. The message says what to do, for a person; data were not
/// touched.
/// </summary>
public sealed class EmbeddedPostgresException : Exception
{
    public EmbeddedPostgresException()
    {
    }

    public EmbeddedPostgresException(string message)
        : base(message)
    {
    }

    public EmbeddedPostgresException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
