namespace Weir.Api.Admin.Grants;

/// <summary>Units to give beside the plan.</summary>
/// <param name="Id">Chosen by the caller: the same id grants once. Left out, the Idempotency-Key decides.</param>
/// <param name="CustomerId">Who gets them.</param>
/// <param name="Meter">Meter code.</param>
/// <param name="Amount">Base units of the meter (nano-USD for <c>ai_cost</c>), from 1 to 10^15.</param>
/// <param name="Source">purchase, promotion or admin; admin when left out.</param>
/// <param name="Priority">0 to 10000, lower burns first; 200 when left out: after the plan's, which have 100.</param>
/// <param name="EffectiveAt">From when they count; now when left out.</param>
/// <param name="ExpiresAt">Until when; for ever when left out. What is left then is lost.</param>
internal sealed record NewGrant(
    Guid? Id,
    Guid CustomerId,
    string Meter,
    long Amount,
    string? Source,
    int? Priority,
    DateTimeOffset? EffectiveAt,
    DateTimeOffset? ExpiresAt);
