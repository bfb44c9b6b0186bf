namespace Weir.Core.Catalog;

/// <summary>A right that a plan gives.</summary>
/// <param name="Key">Entitlement key, unique within the plan; for a metered one, the meter's code.</param>
/// <param name="Kind">Boolean, static or metered.</param>
public sealed record PlanEntitlement(string Key, EntitlementKind Kind)
{
    /// <summary>The value of a static entitlement, as text (<c>2</c>, <c>basic</c>).</summary>
    public string? Value { get; init; }

    /// <summary>Metered: units included in each period.</summary>
    public long Included { get; init; }

    /// <summary>Metered: where calls stop, at least <see cref="Included"/>; between them is overage.</summary>
    public long HardLimit { get; init; }

    /// <summary>Metered: how often the allowance renews.</summary>
    public PeriodKind Period { get; init; }
}
