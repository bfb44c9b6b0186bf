using System.Text.Json.Serialization;
using Weir.Core.Catalog;
using Weir.Core.Entitlements;

namespace Weir.Api.Wire;

/// <summary>What the customer has of one entitlement, and why.</summary>
/// <param name="Key">Entitlement key; the meter's code for a metered one.</param>
/// <param name="Kind">boolean, static or metered.</param>
/// <param name="Allowed">Whether it may be used now.</param>
/// <param name="Value">Static: the value; left out otherwise.</param>
/// <param name="Remaining">Metered: units that can still be used; left out otherwise.</param>
/// <param name="Unit">Metered: the base unit; left out otherwise.</param>
/// <param name="Reason">granted, overage or unlimited when allowed; else the code of the error that a call would meet.</param>
/// <param name="Source">plan:{code}@{version}, grant, or none.</param>
internal sealed record EntitlementState(
    string Key,
    EntitlementKind Kind,
    bool Allowed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Remaining,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Unit,
    EntitlementReason Reason,
    string Source)
{
    public static EntitlementState Of(EntitlementDecision decision) => new(
        decision.Key, decision.Kind, decision.Allowed, decision.Value, decision.Remaining, decision.Unit,
        decision.Reason, decision.Source);
}
