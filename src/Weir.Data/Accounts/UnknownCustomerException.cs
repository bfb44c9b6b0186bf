namespace Weir.Data.Accounts;

/// <summary>A customer that does not exist, or was deleted (WE004).</summary>
public sealed class UnknownCustomerException : Exception
{
    public UnknownCustomerException()
    {
    }

    public UnknownCustomerException(string message)
        : base(message)
    {
    }

    public UnknownCustomerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
