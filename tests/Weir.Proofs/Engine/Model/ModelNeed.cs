using Weir.Core.Engine;

namespace Weir.Proofs.Engine.Model;

/// <summary>A settle half way: its hold has given back and taken its own; this is still to be found elsewhere.</summary>
/// <param name="Event">The row that it writes.</param>
/// <param name="At">The instant whose buckets pay: when the hold was reserved.</param>
/// <param name="Extra">What the hold did not cover.</param>
internal sealed record ModelNeed(ModelEvent Event, DateTimeOffset At, IReadOnlyList<MeterQuantity> Extra);
