namespace Weir.Api.OpenApi;

/// <summary>An answer that is no error.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Description">When it comes.</param>
/// <param name="Schema">Type of the body; null takes the one that the endpoint declares for the status.</param>
/// <param name="Example">A body, as an object that is serialized or as text.</param>
/// <param name="MediaType">Media type.</param>
/// <param name="Name">Tells it from the other answers of its status and media type, where there are several.</param>
internal sealed record AnswerDoc(
    int Status, string Description, Type? Schema, object Example, string MediaType = "application/json", string? Name = null);
