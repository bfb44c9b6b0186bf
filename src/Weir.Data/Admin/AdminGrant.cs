namespace Weir.Data.Admin;

/// <summary>A grant as operators see it, with its bucket of now.</summary>
/// <param name="GrantId">Id, unique within the customer.</param>
/// <param name="Meter">Meter code.</param>
/// <param name="Source">plan, purchase, promotion, admin.</param>
/// <param name="Priority">Lower burns first.</param>
/// <param name="Amount">Units in each period.</param>
/// <param name="OverageAllowed">Units beyond that may still be used in each period.</param>
/// <param name="Period">lifetime, day, calendar_month, billing_month.</param>
/// <param name="EffectiveAt">From when it counts.</param>
/// <param name="ExpiresAt">Until when; null for ever.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Bucket">What became of it in the current period; null before the first use in it.</param>
public sealed record AdminGrant(
    Guid GrantId,
    string Meter,
    string Source,
    int Priority,
    long Amount,
    long OverageAllowed,
    string Period,
    DateTimeOffset EffectiveAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset CreatedAt,
    AdminBucket? Bucket);
