using Weir.Core.Catalog;

namespace Weir.Core.Usage;

/// <summary>A grant and its bucket.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="State">Whether its units can be used.</param>
/// <param name="Burn">Its place in the burn order, from 1; null unless it is open.</param>
/// <param name="Source"><c>plan</c>, <c>purchase</c>, <c>promotion</c> or <c>admin</c>.</param>
/// <param name="Priority">Lower burns first; then what ends sooner; then what is older.</param>
/// <param name="Amount">Units in each period.</param>
/// <param name="OverageAllowed">Units beyond them in each period.</param>
/// <param name="Period">How it renews.</param>
/// <param name="EffectiveAt">First instant of it.</param>
/// <param name="ExpiresAt">First instant after it; null is never.</param>
/// <param name="CreatedAt">When it was given.</param>
/// <param name="Bucket">That of the instant; of a grant to come its first, of one that ended its last.</param>
public sealed record ExplainedGrant(
    Guid GrantId, GrantState State, int? Burn, string Source, int Priority, long Amount, long OverageAllowed,
    PeriodKind Period, DateTimeOffset EffectiveAt, DateTimeOffset? ExpiresAt, DateTimeOffset CreatedAt, ExplainedBucket Bucket);
