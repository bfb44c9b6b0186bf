using System.Text.Json.Serialization;
using Weir.Api.Metering;

namespace Weir.Api.Events;

/// <summary>What was used. Members that are not listed are taken, and not stored.</summary>
/// <param name="Quantity">Units of the meter, a whole number that is not negative.</param>
/// <param name="Meter">The meter, when the event's type is another word.</param>
internal sealed record UsageData(
    long Quantity,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Meter = null) : CallDetails;
