using Weir.Core.Catalog;

namespace Weir.Core.Entitlements;

/// <summary>What a customer has of one entitlement, and why.</summary>
/// <param name="Key">Entitlement key; the meter's code for a metered one.</param>
/// <param name="Kind">Boolean, static or metered.</param>
/// <param name="Allowed">Whether it may be used now. For a metered one: whether at least one unit is left.</param>
/// <param name="Reason">Why.</param>
/// <param name="Source">
/// Where it comes from: <c>plan:{code}@{version}</c>; <c>grant</c> for units that no plan gives; <c>none</c>.
/// </param>
public sealed record EntitlementDecision(
    string Key, EntitlementKind Kind, bool Allowed, EntitlementReason Reason, string Source)
{
    /// <summary>The value of a static entitlement that the plan gives.</summary>
    public string? Value { get; init; }

    /// <summary>Metered: units that can still be used, in the meter's base unit.</summary>
    public long? Remaining { get; init; }

    /// <summary>Metered: the meter's base unit.</summary>
    public string? Unit { get; init; }
}
