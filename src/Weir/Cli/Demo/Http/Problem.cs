using System.Text.Json.Serialization;

namespace Weir.Cli.Demo.Http;

/// <summary>A refusal (<c>application/problem+json</c>).</summary>
internal sealed record Problem(int Status, string Code, string Title, string Detail, string? RequestId, ProblemLimit? Limit)
{
    /// <summary>How long to wait, where the server says so.</summary>
    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>As the end of the demo.</summary>
    public CommandFailedException ToFailure() =>
        new($"The server refused with HTTP {Status} {Code}: {Detail} (request {RequestId})");
}
