using System.Text.Json.Serialization;
using Weir.Core.Catalog;

namespace Weir.Api.Admin.Catalog;

/// <summary>An entitlement of a plan.</summary>
/// <param name="Key">Entitlement key; the meter's code for a metered one.</param>
/// <param name="Kind">boolean, static or metered.</param>
/// <param name="Value">Static: the value; left out otherwise.</param>
/// <param name="Included">Metered: units in each period; left out otherwise.</param>
/// <param name="HardLimit">Metered: where calls stop; left out otherwise.</param>
/// <param name="Period">Metered: how often it renews; left out otherwise.</param>
internal sealed record PlanRight(
    string Key,
    EntitlementKind Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Included,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? HardLimit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PeriodKind? Period)
{
    public static PlanRight Of(PlanEntitlement right) => right.Kind == EntitlementKind.Metered
        ? new PlanRight(right.Key, right.Kind, null, right.Included, right.HardLimit, right.Period)
        : new PlanRight(right.Key, right.Kind, right.Value, null, null, null);
}
