using System.Text.Json.Serialization;

namespace Weir.Api.OpenApi;

/// <summary>An error, as application/problem+json (RFC 9457).</summary>
/// <param name="Type">Address of the error's page.</param>
/// <param name="Title">Short and constant.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Detail">What happened here.</param>
/// <param name="Code">Stable code; see docs/errors.md.</param>
/// <param name="RequestId">Id of the request, also in Weir-Request-Id.</param>
/// <param name="Retryable">Whether the same request can succeed later.</param>
/// <param name="Errors">All faults of the input at once.</param>
/// <param name="Limit">The numbers behind a limit.</param>
/// <param name="UpgradeUrl">Where a purchase lifts the refusal: the app's page, else the path of a route of this server.</param>
internal sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    string RequestId,
    bool Retryable,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProblemFault>? Errors,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProblemLimit? Limit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? UpgradeUrl);
