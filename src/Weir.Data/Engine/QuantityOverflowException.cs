namespace Weir.Data.Engine;

/// <summary>
/// An operation would make a sum of the books larger than a 64-bit integer. It was refused alone, and changed nothing.
/// </summary>
public sealed class QuantityOverflowException : InvalidOperationException
{
    public QuantityOverflowException()
    {
    }

    public QuantityOverflowException(string message)
        : base(message)
    {
    }

    public QuantityOverflowException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
