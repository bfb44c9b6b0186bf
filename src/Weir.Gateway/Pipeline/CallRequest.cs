using System.Text.Json;
using Weir.Http.Bodies;

namespace Weir.Gateway.Pipeline;

/// <summary>The envelope of a call, read strictly; its input is checked later, by the feature's own rules.</summary>
/// <param name="Feature">Feature code.</param>
/// <param name="Input">The input as sent; null when it was left out.</param>
/// <param name="ProjectId">The app's own project id.</param>
/// <param name="DocumentId">The app's own document id.</param>
/// <param name="Stream">Whether the answer is streamed.</param>
/// <param name="IdempotencyKey">The client's key.</param>
/// <param name="Hash">SHA-256 of route and body: the same key with another one is refused.</param>
/// <param name="Faults">What is wrong so far, to be reported together with the faults of the input.</param>
internal sealed record CallRequest(
    string Feature,
    JsonElement? Input,
    string? ProjectId,
    string? DocumentId,
    bool Stream,
    string? IdempotencyKey,
    ReadOnlyMemory<byte> Hash,
    FaultCollector Faults);
