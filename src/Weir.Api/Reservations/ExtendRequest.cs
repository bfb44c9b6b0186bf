using System.Text.Json.Serialization;
using Weir.Core.Engine;

namespace Weir.Api.Reservations;

/// <summary>How a reservation grows while its call goes on.</summary>
/// <param name="ExpiresInS">The lease then ends so many seconds from now, if that is later; 1 to 86,400.</param>
/// <param name="Lines">What it is to hold of each meter in all, not in addition; it never shrinks.</param>
internal sealed record ExtendRequest(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ExpiresInS,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<MeterQuantity>? Lines);
