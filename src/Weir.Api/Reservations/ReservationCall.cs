using Microsoft.AspNetCore.Http;
using Weir.Api.Metering;
using Weir.Core.Engine;
using Weir.Core.Errors;
using Weir.Data.Engine;
using Weir.Http.Bodies;
using Weir.Http.Requests;

namespace Weir.Api.Reservations;

/// <summary>
/// A request about one reservation: its id, the client's key, and the hash that tells a repeat from another request.
/// </summary>
internal sealed record ReservationCall(ReservationId Id, string Text, string? Key, byte[] Hash)
{
    /// <summary>
    /// The id of what this request does: of a request with a key the same whenever it is sent, so that its effect is known
    /// again.
    /// </summary>
    public Guid OperationId => Key is null
        ? Guid.CreateVersion7()
        : Weir.Core.Engine.OperationId.Of(Id.HoldId, Key, Hash);

    /// <summary>The client's key; null without one, or when it is faulty.</summary>
    public static string? ReadKey(HttpContext context, FaultCollector faults)
    {
        if (IdempotencyKey.TryRead(context, out var key, out var error)) return key;
        foreach (var fault in error!.Faults) faults.Add(fault.Field, fault.Message);
        return null;
    }

    /// <summary>Ties the key, if there is one, to this request; what stands in its way is the error.</summary>
    public async Task<WeirError?> ClaimAsync(HoldStore holds, CancellationToken cancellationToken)
    {
        if (Key is null) return null;
        return await holds.ClaimKeyAsync(Id.CustomerId, Id.HoldId, Key, Hash, cancellationToken) switch
        {
            KeyClaim.Claimed => null,
            KeyClaim.Conflict => Refusals.KeyConflict,
            _ => Refusals.NoReservation,
        };
    }
}
