namespace Weir.Cli.Demo.Http;

/// <summary>What <c>GET /v1/billing/subscription</c> answers.</summary>
internal sealed record BoughtPlan(BoughtPlanName? Plan, string? Status, bool Access, string? Provider);
