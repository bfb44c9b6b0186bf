using System.Text.Json.Serialization;

namespace Weir.Api.Reservations;

/// <summary>Why units are given back.</summary>
/// <param name="Reason">A word for the books, such as provider_error; client_void when left out.</param>
internal sealed record VoidRequest(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason);
