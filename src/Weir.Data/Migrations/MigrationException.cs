namespace Weir.Data.Migrations;

/// <summary>
/// The schema cannot be brought to where this program needs it. The message says what to do, and holds no secret.
/// </summary>
public sealed class MigrationException : Exception
{
    public MigrationException()
    {
    }

    public MigrationException(string message)
        : base(message)
    {
    }

    public MigrationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
