using Weir.Core.Errors;
using Weir.Http.Bodies;

namespace Weir.Api.Admin;

/// <summary>Refusals that several operations of operators share.</summary>
internal static class AdminErrors
{
    public static readonly WeirError NoCustomer = new(ErrorCode.NotFound, "There is no such customer.");

    public static readonly WeirError KeyConflict = new(
        ErrorCode.IdempotencyConflict, "This Idempotency-Key, or id, was used with another request; take a new one.");

    /// <summary>One member that only the database could judge.</summary>
    public static WeirError Of(string field, string message)
    {
        var faults = new FaultCollector();
        faults.Add(field, message);
        return faults.ToError()!;
    }
}
