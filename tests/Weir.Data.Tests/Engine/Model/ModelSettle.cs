using Weir.Core.Engine;

namespace Weir.Data.Tests.Engine.Model;

/// <summary>What a settle needs beyond its hold, from the buckets of the instant when it was reserved.</summary>
internal sealed record ModelSettle(DateTimeOffset At, IReadOnlyList<MeterQuantity> Extra);
