using System.Text.Json.Serialization;

namespace Weir.Api.Events;

/// <summary>A usage event in the form of CloudEvents 1.0. Other attributes are taken, and not stored.</summary>
/// <param name="Specversion">1.0.</param>
/// <param name="Id">Unique within the source: a repeat of both counts once.</param>
/// <param name="Source">Who sends.</param>
/// <param name="Type">The meter, unless data names it.</param>
/// <param name="Subject">Id of the customer, or of a user.</param>
/// <param name="Time">When it occurred, RFC 3339; now when left out.</param>
/// <param name="Data">What was used.</param>
internal sealed record CloudEventInput(
    string Specversion, string Id, string Source, string Type, string Subject,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Time, UsageData Data);
