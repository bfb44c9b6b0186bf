using Weir.Core.Errors;

namespace Weir.Http.Limits;

/// <summary>Refusals for load, made once.</summary>
public static class OverloadErrors
{
    /// <summary>How long a refused caller is asked to wait.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>503 <c>overloaded</c>: nothing was done for the call.</summary>
    public static readonly WeirError Refused =
        new(ErrorCode.Overloaded, "Too many calls are waiting. Nothing was charged.") { RetryAfter = RetryAfter };
}
