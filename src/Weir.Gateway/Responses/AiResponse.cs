namespace Weir.Gateway.Responses;

/// <summary>What <c>POST /v1/ai/responses</c> answers, and the data of <c>weir.completed</c>.</summary>
/// <param name="Id">Id of the usage event.</param>
/// <param name="Feature">Feature code.</param>
/// <param name="Status"><c>completed</c>, or <c>incomplete</c> when the output was cut off.</param>
/// <param name="Output">The answer.</param>
/// <param name="Usage">What it took.</param>
/// <param name="Routing">What served it.</param>
/// <param name="Quota">What is left; null when no meter of the call is limited.</param>
internal sealed record AiResponse(
    Guid Id, string Feature, string Status, AiOutput Output, AiUsage Usage, AiRouting Routing, AiQuota? Quota);
