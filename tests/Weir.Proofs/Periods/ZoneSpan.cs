namespace Weir.Proofs.Periods;

/// <summary>A stretch of time in which a zone's clock ran ahead of UTC by one offset. All in microseconds.</summary>
/// <param name="Start">First instant, since 1970.</param>
/// <param name="End">First instant after it.</param>
/// <param name="Offset">Local time less UTC.</param>
internal readonly record struct ZoneSpan(long Start, long End, long Offset);
