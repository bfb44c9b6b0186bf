namespace Weir.Data.Accounts;

/// <summary>A plan that the catalog does not have, or no longer gives to anybody new (WE003).</summary>
public sealed class UnknownPlanException : Exception
{
    public UnknownPlanException()
    {
    }

    public UnknownPlanException(string message)
        : base(message)
    {
    }

    public UnknownPlanException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
