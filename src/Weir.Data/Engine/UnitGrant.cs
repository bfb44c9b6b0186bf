namespace Weir.Data.Engine;

/// <summary>Units given beside the plan.</summary>
/// <param name="CustomerId">Who gets them.</param>
/// <param name="GrantId">Chosen by the caller: granting twice with one id has one effect.</param>
/// <param name="Meter">Meter code.</param>
/// <param name="Amount">Base units, at least 0.</param>
/// <param name="Source"><c>purchase</c>, <c>promotion</c> or <c>admin</c>.</param>
public sealed record UnitGrant(Guid CustomerId, Guid GrantId, string Meter, long Amount, string Source)
{
    /// <summary>Lower burns first. A plan's grants have 100.</summary>
    /// <value>Default 200: after the plan's.</value>
    public int Priority { get; init; } = 200;

    /// <summary>From when they count; null is now.</summary>
    public DateTimeOffset? EffectiveAt { get; init; }

    /// <summary>Until when (exclusive); what is left then is lost. Null is for ever.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
