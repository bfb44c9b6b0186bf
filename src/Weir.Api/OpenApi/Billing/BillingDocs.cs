using System.Text.Json.Nodes;
using Weir.Core.Errors;

namespace Weir.Api.OpenApi.Billing;

/// <summary>Documentation of buying and managing, which another assembly maps: found by method and path.</summary>
internal static class BillingDocs
{
    private const string Tag = "Billing";

    private static readonly ErrorCode[] s_ofProvider =
        [ErrorCode.ProviderError, ErrorCode.ProviderUnavailable, ErrorCode.ProviderTimeout];

    public static readonly OperationDoc CreateCheckout = new()
    {
        Id = "create_checkout",
        Tag = Tag,
        Summary = "Opens a page where a plan is bought.",
        Description =
            """
            The page is the payment provider's. Open it in a browser; what is bought is given when the provider's signed message
            arrives, usually within seconds, and never by coming back to `success_url`. The price is the plan's, by the server's catalog.

            With `Idempotency-Key`, a repeat answers the same page as long as it is open, and `already_settled` afterwards. Who pays a
            subscription already gets `already_settled` too: it is changed in the portal.
            """,
        Headers = [HeaderDoc.Customer, HeaderDoc.Idempotency],
        Errors =
        [
            .. CommonErrors.OfBody, .. CommonErrors.OfCustomer, ErrorCode.RoleRequired, ErrorCode.IdempotencyConflict,
            ErrorCode.AlreadySettled, .. s_ofProvider,
        ],
        Body = new BodyDoc(typeof(CheckoutBody), new Dictionary<string, object>
        {
            ["plan"] = new { plan = "managed_ai_monthly" },
            ["with_addresses"] = new
            {
                plan = "managed_ai_monthly", success_url = "https://app.example.com/paid",
                cancel_url = "https://app.example.com/plans",
            },
        }),
        Answers =
        [
            new AnswerDoc(200, "The page.", null, Json(
                """
                {
                  "url": "https://checkout.stripe.com/c/pay/cs_live_a1b2c3",
                  "provider": "stripe",
                  "id": "cs_live_a1b2c3"
                }
                """)),
        ],
    };

    public static readonly OperationDoc CreatePortal = new()
    {
        Id = "create_portal",
        Tag = Tag,
        Summary = "Opens the page where a subscription is changed or cancelled.",
        Description =
            "The page is the payment provider's and valid for a short time: ask for it when it is needed. `not_found` when the "
            + "customer has bought nothing. The body may be left out.",
        Headers = [HeaderDoc.Customer],
        Errors = [.. CommonErrors.OfBody, .. CommonErrors.OfCustomer, ErrorCode.RoleRequired, .. s_ofProvider],
        Body = new BodyDoc(typeof(PortalBody), new Dictionary<string, object>
        {
            ["with_address"] = new { return_url = "https://app.example.com/account" },
        }),
        Answers =
        [
            new AnswerDoc(200, "The page.", null, Json("""{ "url": "https://billing.stripe.com/p/session/live_x" }""")),
        ],
    };

    public static readonly OperationDoc GetSubscription = new()
    {
        Id = "get_subscription",
        Tag = Tag,
        Summary = "Tells what the customer has, and who is paid for it.",
        Description =
            "`access` says whether the plan gives anything now, `ends_at` when it ends since it was cancelled (null: it renews), "
            + "`manage` whether there is a portal for it.",
        Headers = [HeaderDoc.Customer],
        Errors = CommonErrors.OfCustomer,
        Answers =
        [
            new AnswerDoc(200, "The subscription.", null, Json(
                """
                {
                  "plan": { "code": "managed_ai_monthly", "name": "Managed AI" },
                  "status": "active",
                  "access": true,
                  "provider": "stripe",
                  "period": { "start": "2026-11-05T09:12:44Z", "end": "2026-12-05T09:12:44Z" },
                  "trial_ends_at": null,
                  "ends_at": null,
                  "quantity": 1,
                  "manage": true
                }
                """)),
        ],
    };

    /// <summary>The documentation of an operation; null when it is not one of these.</summary>
    public static OperationDoc? Find(string? method, string? path) => (method, path?.TrimStart('/')) switch
    {
        ("POST", "v1/billing/checkout") => CreateCheckout,
        ("POST", "v1/billing/portal") => CreatePortal,
        ("GET", "v1/billing/subscription") => GetSubscription,
        _ => null,
    };

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;
}
