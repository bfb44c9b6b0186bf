namespace Weir.Api.OpenApi.Gateway;

/// <summary>The answer of a feature.</summary>
/// <param name="Id">Id of the usage event.</param>
/// <param name="Feature">Feature code.</param>
/// <param name="Status">completed, or incomplete when the output was cut off.</param>
/// <param name="Output">The text, or the JSON.</param>
/// <param name="Usage">What it took.</param>
/// <param name="Routing">What served it.</param>
/// <param name="Quota">What is left; null when no meter of the call is limited.</param>
internal sealed record AiAnswer(
    Guid Id, string Feature, string Status, AiAnswerOutput Output, AiAnswerUsage Usage, AiAnswerRouting Routing,
    AiAnswerQuota? Quota);
