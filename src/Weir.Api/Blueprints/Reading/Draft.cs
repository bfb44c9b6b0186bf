using Weir.Core.Accounts;
using Weir.Core.Catalog;

namespace Weir.Api.Blueprints.Reading;

/// <summary>
/// What could be read of a blueprint, with the lines that references need. Complete only when there is no fault.
/// </summary>
internal sealed class Draft
{
    public string Name { get; set; } = "";
    public CustomerKind CustomerKind { get; set; }
    public bool DropIn { get; set; }
    public bool AnonymousGetsDefaultPlan { get; set; }
    public string? UpgradeUrl { get; set; }
    public Located<string>? DefaultPlanDevelopment { get; set; }
    public Located<string>? DefaultPlanProduction { get; set; }
    public Dictionary<string, Meter> Meters { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Line of every code under <c>meters</c>, unreadable ones included: a reference to one of these is no second
    /// fault.
    /// </summary>
    public Dictionary<string, int> MeterLines { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, DraftRoute> Routes { get; } = new(StringComparer.Ordinal);
    public List<DraftPlan> Plans { get; } = [];
    public List<DraftFeature> Features { get; } = [];
    public List<DraftPrice> Prices { get; } = [];
}
