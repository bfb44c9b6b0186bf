using Weir.Core.Errors;

namespace Weir.Api.OpenApi;

/// <summary>
/// What the OpenAPI document says of one operation beyond what its handler shows: the text, every error it can answer
/// with, and examples. Attached to the endpoint as metadata; a test refuses an endpoint without one.
/// </summary>
internal sealed record OperationDoc
{
    /// <summary>Operation id, snake_case; clients are generated with it.</summary>
    public required string Id { get; init; }

    /// <summary>Group in the document.</summary>
    public required string Tag { get; init; }

    /// <summary>One line.</summary>
    public required string Summary { get; init; }

    /// <summary>What a caller should know; markdown.</summary>
    public string? Description { get; init; }

    /// <summary>Every error that it can answer with.</summary>
    public required IReadOnlyList<ErrorCode> Errors { get; init; }

    /// <summary>Answers other than errors.</summary>
    public required IReadOnlyList<AnswerDoc> Answers { get; init; }

    /// <summary>The body; null when there is none.</summary>
    public BodyDoc? Body { get; init; }

    /// <summary>Parameters in query and path that the handler takes, by name.</summary>
    public IReadOnlyDictionary<string, ParameterDoc> Parameters { get; init; } = new Dictionary<string, ParameterDoc>();

    /// <summary>Headers that it reads.</summary>
    public IReadOnlyList<HeaderDoc> Headers { get; init; } = [];

    /// <summary>Whether it needs an access token.</summary>
    public bool NeedsToken { get; init; } = true;
}
