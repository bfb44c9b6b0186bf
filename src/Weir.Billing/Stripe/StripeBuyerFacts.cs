using Weir.Billing.Webhooks;
using Weir.Core.Billing;
using Weir.Http.Bodies;

namespace Weir.Billing.Stripe;

/// <summary>Customers of Stripe, and the sessions that say whose they are.</summary>
internal static class StripeBuyerFacts
{
    public const string Deleted = "customer.deleted";

    private static readonly string[] s_paymentStatuses = ["paid", "unpaid", "no_payment_required"];
    private static readonly string[] s_modes = ["payment", "setup", "subscription"];

    /// <summary>
    /// The link from a customer of Stripe to Weir's. Whether it was paid, the subscription says; a session never gives access.
    /// </summary>
    public static IReadOnlyList<BillingFact> OfSession(JsonObjectReader session, StripeMoment moment)
    {
        session.StripeId("id", required: true);
        session.Word("payment_status", s_paymentStatuses, required: true);
        var isSubscription = session.Word("mode", s_modes, required: true) == "subscription";
        if (isSubscription) session.StripeId("subscription", required: moment.Type == "checkout.session.completed");
        var customerId = session.Child("metadata").Customer() ?? session.Id("client_reference_id");
        // One who pays once, as a guest, is nobody's customer.
        return session.StripeId("customer", required: isSubscription) is { } buyer
            ? [new BuyerFact(buyer, moment.Version(isFirst: false, isLast: false), customerId, false)]
            : [];
    }

    public static IReadOnlyList<BillingFact> OfCustomer(JsonObjectReader customer, StripeMoment moment)
    {
        var isDeleted = moment.Type == Deleted;
        var customerId = customer.Child("metadata").Customer();
        return customer.StripeId("id", required: true) is { } buyer
            ? [new BuyerFact(buyer, moment.Version(isFirst: false, isLast: isDeleted), customerId, isDeleted)]
            : [];
    }
}
