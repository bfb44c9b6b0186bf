using System.Text.Json.Serialization;

namespace Weir.Api.Check;

/// <summary>A question.</summary>
/// <param name="Key">Entitlement key or meter code.</param>
/// <param name="Quantity">Units, in the meter's base unit; 1 when left out.</param>
/// <param name="Feature">The feature that is to be called, where the plan limits features.</param>
/// <param name="CustomerId">With a service key: the customer.</param>
/// <param name="UserId">With a service key: the user.</param>
internal sealed record CheckRequest(
    string Key,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Quantity,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Feature,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? CustomerId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? UserId);
