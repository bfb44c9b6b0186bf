using System.Text.Json.Serialization;
using Weir.Data.Admin;

namespace Weir.Api.Admin.Grants;

/// <summary>A grant. Amounts are base units of the meter (nano-USD for <c>ai_cost</c>).</summary>
/// <param name="Id">Its id, unique within the customer.</param>
/// <param name="Meter">Meter code.</param>
/// <param name="Source">plan, purchase, promotion or admin.</param>
/// <param name="Priority">Lower burns first; then what ends sooner; then what is older.</param>
/// <param name="Amount">Units given, in each period of a plan's grant.</param>
/// <param name="OverageAllowed">Units beyond them that may be used.</param>
/// <param name="PeriodKind">lifetime, day, calendar_month, billing_month.</param>
/// <param name="EffectiveAt">From when it counts.</param>
/// <param name="ExpiresAt">Until when; null for ever.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Bucket">What became of it in the current period; null before the first use in it.</param>
internal sealed record GrantState(
    Guid Id,
    string Meter,
    string Source,
    int Priority,
    long Amount,
    long OverageAllowed,
    [property: JsonPropertyName("period")] string PeriodKind,
    DateTimeOffset EffectiveAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset CreatedAt,
    BucketState? Bucket)
{
    public static GrantState Of(AdminGrant grant) => new(
        grant.GrantId, grant.Meter, grant.Source, grant.Priority, grant.Amount, grant.OverageAllowed, grant.Period,
        grant.EffectiveAt, grant.ExpiresAt, grant.CreatedAt,
        grant.Bucket is { } bucket
            ? new BucketState(bucket.PeriodStart, bucket.PeriodEnd, bucket.Used, bucket.Held)
            : null);
}
