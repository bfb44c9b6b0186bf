namespace Weir.Api.Admin.Grants;

/// <summary>A grant in one period.</summary>
/// <param name="PeriodStart">First instant.</param>
/// <param name="PeriodEnd">First instant after it; null for never.</param>
/// <param name="Used">Units used.</param>
/// <param name="Held">Units set aside for calls that are running.</param>
internal sealed record BucketState(DateTimeOffset PeriodStart, DateTimeOffset? PeriodEnd, long Used, long Held);
