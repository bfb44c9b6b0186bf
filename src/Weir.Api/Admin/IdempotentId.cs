using Microsoft.AspNetCore.Http;
using Weir.Core.Engine;
using Weir.Http.Bodies;
using Weir.Http.Requests;

namespace Weir.Api.Admin;

/// <summary>
/// Ids of what operators make: made of the <c>Idempotency-Key</c>, so that a repeat meets what the first one made, on
/// whichever replica; without a key, new.
/// </summary>
internal static class IdempotentId
{
    /// <param name="context">The request.</param>
    /// <param name="scope">What the key belongs to: a customer, or who calls.</param>
    /// <param name="kind">What is made; nothing of the body: another one with this key shall meet the first.</param>
    /// <param name="faults">Takes the fault of a key that is none.</param>
    public static Guid Of(HttpContext context, Guid scope, ReadOnlySpan<byte> kind, FaultCollector faults)
    {
        if (!IdempotencyKey.TryRead(context, out var key, out var error))
            foreach (var fault in error!.Faults) faults.Add(fault.Field, fault.Message);
        return key is null ? Guid.CreateVersion7() : OperationId.Of(scope, key, kind);
    }
}
