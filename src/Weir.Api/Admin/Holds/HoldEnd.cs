namespace Weir.Api.Admin.Holds;

/// <summary>How a hold ended without being settled.</summary>
/// <param name="Id">The hold.</param>
/// <param name="CustomerId">Its customer.</param>
/// <param name="State">voided, or expired when its lease had ended before.</param>
internal sealed record HoldEnd(Guid Id, Guid CustomerId, string State);
