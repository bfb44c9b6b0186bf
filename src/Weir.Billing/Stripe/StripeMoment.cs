using Weir.Core.Billing;

namespace Weir.Billing.Stripe;

/// <summary>When, and by which event, Stripe showed an object.</summary>
/// <param name="Type">The event's type; empty when the object was fetched.</param>
/// <param name="At">The event's second.</param>
internal readonly record struct StripeMoment(string Type, DateTimeOffset At)
{
    /// <summary>
    /// At one second: what begins or is fetched comes before what happens to it, and that before what nothing follows. Stripe
    /// often sends <c>created</c> (incomplete) and <c>updated</c> (active) in one second.
    /// </summary>
    /// <param name="isFirst">The object is in a state that only a beginning has.</param>
    /// <param name="isLast">The object is in a state that no other follows.</param>
    public FactVersion Version(bool isFirst, bool isLast)
    {
        var isBefore = isFirst || Type.Length == 0 || Type.EndsWith(".created", StringComparison.Ordinal);
        return new FactVersion(At, isLast ? 1 : isBefore ? -1 : 0, "");
    }
}
