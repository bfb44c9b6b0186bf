using Weir.Core.Accounts;

namespace Weir.Core.Catalog;

/// <summary>One app's whole catalog, compiled from a blueprint: immutable, and complete enough to decide any call.</summary>
public sealed record AppCatalog
{
    /// <summary>Blueprint name; one blueprint to a database.</summary>
    public required string Blueprint { get; init; }
    public required CustomerKind CustomerKind { get; init; }

    /// <summary>Whether OpenAI-, Anthropic- and Gemini-shaped routes are open.</summary>
    public bool DropIn { get; init; }

    /// <summary>Plan that a new customer gets when <c>WEIR_ENV</c> is development; null for none.</summary>
    public string? DefaultPlanDevelopment { get; init; }

    /// <summary>Plan that a new customer gets in production; null for none.</summary>
    public string? DefaultPlanProduction { get; init; }

    /// <summary>Whether anonymous sign-ins get the default plan.</summary>
    public bool AnonymousGetsDefaultPlan { get; init; }

    /// <summary>Where the app sells its plans, for people: the <c>upgrade_url</c> of a refusal; null for none.</summary>
    public string? UpgradeUrl { get; init; }
    public required IReadOnlyList<Meter> Meters { get; init; }

    /// <summary>Every version that is still referred to, the newest version of a code being the current one.</summary>
    public required IReadOnlyList<Plan> Plans { get; init; }
    public required IReadOnlyList<Feature> Features { get; init; }
    public required IReadOnlyList<Price> Prices { get; init; }
}
