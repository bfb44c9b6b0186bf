namespace Weir.Core.Engine;

/// <summary>Sets units aside before a paid call.</summary>
/// <param name="CustomerId">Who is limited and billed.</param>
/// <param name="UserId">Who calls; null for a service.</param>
/// <param name="HoldId">Chosen by the caller (version 7), so that an unknown outcome can be asked for again.</param>
/// <param name="Feature">Feature code, when a feature is called.</param>
/// <param name="Lines">Upper bound per meter; each meter at most once.</param>
/// <param name="Lease">The hold expires this long after the reserve.</param>
/// <param name="IdempotencyKey">The client's key; null makes every call a new one.</param>
/// <param name="RequestHash">SHA-256 of the request, 32 bytes; the same key with another hash is refused.</param>
public sealed record ReserveOperation(
    Guid CustomerId,
    Guid? UserId,
    Guid HoldId,
    string? Feature,
    IReadOnlyList<MeterQuantity> Lines,
    TimeSpan Lease,
    string? IdempotencyKey = null,
    ReadOnlyMemory<byte> RequestHash = default);
