using Weir.Data.Engine;

namespace Weir.Api.Admin.Grants;

/// <summary>Units that were given.</summary>
/// <param name="Id">The grant's id.</param>
/// <param name="Inserted">False when a repeat met the grant of the first request.</param>
/// <param name="CustomerId">Who has them.</param>
/// <param name="Meter">Meter code.</param>
/// <param name="Amount">Base units.</param>
/// <param name="Source">purchase, promotion or admin.</param>
/// <param name="Priority">Lower burns first.</param>
/// <param name="EffectiveAt">From when they count; null for the time of the first request.</param>
/// <param name="ExpiresAt">Until when; null for ever.</param>
internal sealed record GrantGiven(
    Guid Id,
    bool Inserted,
    Guid CustomerId,
    string Meter,
    long Amount,
    string Source,
    int Priority,
    DateTimeOffset? EffectiveAt,
    DateTimeOffset? ExpiresAt)
{
    public static GrantGiven Of(UnitGrant grant, bool inserted) => new(
        grant.GrantId, inserted, grant.CustomerId, grant.Meter, grant.Amount, grant.Source, grant.Priority,
        grant.EffectiveAt, grant.ExpiresAt);
}
