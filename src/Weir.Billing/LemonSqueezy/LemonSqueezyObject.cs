using Weir.Core.Billing;
using Weir.Http.Bodies;

namespace Weir.Billing.LemonSqueezy;

/// <summary>An object as a message or an answer shows it.</summary>
/// <param name="EventName">The event; empty when the object was fetched.</param>
/// <param name="Id">The object's id.</param>
/// <param name="UpdatedAt">When it became so.</param>
/// <param name="CustomerId">The Weir customer that the checkout carried; null when this does not say.</param>
/// <param name="Attributes">Reads its members.</param>
internal sealed record LemonSqueezyObject(
    string EventName, string Id, DateTimeOffset UpdatedAt, Guid? CustomerId, JsonObjectReader Attributes)
{
    /// <summary>Microseconds are often all zero, so one second needs an order here as well: what begins comes first.</summary>
    /// <param name="isLast">The object is in a state that no other follows.</param>
    public FactVersion Version(bool isLast)
    {
        var isFirst = EventName.EndsWith("_created", StringComparison.Ordinal);
        return new FactVersion(UpdatedAt, isLast ? 1 : isFirst ? -1 : 0, "");
    }

    /// <summary>The fact, and whose the buyer is when this says so.</summary>
    public IReadOnlyList<BillingFact> WithBuyer(BillingFact fact, string buyer) => CustomerId is null
        ? [fact]
        : [fact, new BuyerFact(buyer, Version(isLast: false), CustomerId, false)];
}
