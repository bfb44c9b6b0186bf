using System.Text.Json.Serialization;
using Weir.Core.Engine;

namespace Weir.Api.Admin.Usage;

/// <summary>What is to be added to the numbers of an event; negative gives back.</summary>
/// <param name="Id">Chosen by the caller: the same id corrects once. Left out, the Idempotency-Key decides.</param>
/// <param name="CustomerId">Whose event.</param>
/// <param name="EventId">The event; not itself a correction.</param>
/// <param name="Reason">A code such as provider_refund; never a text.</param>
/// <param name="Meters">Units of each meter, each meter once.</param>
/// <param name="CostUsd">A decimal string; 0 when left out.</param>
/// <param name="Tokens">Tokens.</param>
internal sealed record NewCorrection(
    Guid? Id,
    Guid CustomerId,
    Guid EventId,
    string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<MeterQuantity>? Meters,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CostUsd,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TokenChange? Tokens);
