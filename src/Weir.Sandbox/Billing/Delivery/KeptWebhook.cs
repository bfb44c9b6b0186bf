namespace Weir.Sandbox.Billing.Delivery;

/// <summary>A webhook that waits, as it is kept over a restart.</summary>
/// <param name="Id">Of the event.</param>
/// <param name="Type">Of the event.</param>
/// <param name="Body">What is signed and sent, which is UTF-8.</param>
/// <param name="CreatedAt">By the test clock.</param>
/// <param name="DueAt">The next attempt, by the test clock.</param>
/// <param name="Answers">HTTP statuses so far.</param>
internal sealed record KeptWebhook(
    string Id, string Type, string Body, DateTimeOffset CreatedAt, DateTimeOffset DueAt, IReadOnlyList<int> Answers);
