namespace Weir.Core.Engine;

/// <summary>
/// Books usage that is known only afterwards. It is never refused for lack of units: what finds no room is overrun.
/// <see cref="RequestHash"/> tells a true repeat from another body under the same key.
/// </summary>
public sealed record RecordOperation(
    Guid CustomerId,
    Guid? UserId,
    Guid EventId,
    IReadOnlyList<MeterQuantity> Lines,
    UsageEventDetails Event,
    string? IdempotencyKey = null,
    ReadOnlyMemory<byte> RequestHash = default);
