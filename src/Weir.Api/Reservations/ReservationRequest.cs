using System.Text.Json.Serialization;
using Weir.Core.Engine;

namespace Weir.Api.Reservations;

/// <summary>Units to set aside.</summary>
/// <param name="CustomerId">The customer; or leave it out and name the user.</param>
/// <param name="UserId">The user behind the call.</param>
/// <param name="Lines">The most that the call may use, by meter, each once, in base units.</param>
/// <param name="ExpiresInS">Length of the lease in seconds, 1 to 86,400; 600 when left out.</param>
/// <param name="Feature">What the units are for; a feature of the catalog must be in the plan.</param>
internal sealed record ReservationRequest(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? CustomerId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? UserId,
    IReadOnlyList<MeterQuantity> Lines,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ExpiresInS,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Feature);
