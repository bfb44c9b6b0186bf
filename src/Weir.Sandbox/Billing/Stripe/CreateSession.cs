namespace Weir.Sandbox.Billing.Stripe;

/// <summary><c>POST /v1/checkout/sessions</c>: of mode <c>subscription</c>, with one price.</summary>
internal static class CreateSession
{
    private static readonly TimeSpan s_life = TimeSpan.FromHours(24);
    private static readonly TimeSpan s_lifeMin = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan s_trialMin = TimeSpan.FromHours(48);

    /// <summary>Known to the real API, and without effect on what the stand-in does.</summary>
    private static readonly string[] s_ignored =
    [
        "allow_promotion_codes", "automatic_tax", "billing_address_collection", "consent_collection", "customer_update",
        "locale", "managed_payments", "payment_method_types", "tax_id_collection", "subscription_data[billing_mode]",
        "subscription_data[description]",
    ];

    public static StripeAnswer Handle(StripeCall call)
    {
        var form = call.Form;
        var mode = form.Word("mode", "payment", "setup", "subscription");
        var buyer = form.Text("customer");
        var email = form.Text("customer_email", 512);
        var (priceId, quantity) = LineItem(call);
        var session = new StripeSession
        {
            Id = SandboxId.New("cs_test_"),
            CreatedAt = call.At,
            ExpiresAt = Expiry(call),
            PriceId = priceId ?? "",
            Quantity = quantity,
            SuccessUrl = form.Url("success_url", required: true) ?? "",
            CancelUrl = form.Url("cancel_url"),
            ClientReferenceId = form.Text("client_reference_id", 200),
            BuyerId = buyer,
            Email = email,
            Metadata = form.Metadata("metadata"),
            SubscriptionMetadata = form.Metadata("subscription_data[metadata]"),
            Trial = Trial(call),
            WithoutCard = form.Word(
                "subscription_data[trial_settings][end_behavior][missing_payment_method]",
                "cancel", "create_invoice", "pause") ?? "create_invoice",
            AlwaysCollects = form.Word("payment_method_collection", "always", "if_required") != "if_required",
        };
        form.Word("ui_mode", "hosted", "hosted_page");
        form.Accept(s_ignored);
        if (form.RefuseOthers() is { } wrong) return wrong;
        if (mode is null) return StripeErrors.Missing("mode");
        if (mode != "subscription") return StripeErrors.NotInSandbox($"mode '{mode}'");
        if (Refusal(call.Stripe, buyer, email) is { } refused) return refused;
        call.Stripe.State.Sessions[session.Id] = session;
        return call.Stripe.Json(session);
    }

    private static (string? PriceId, long Quantity) LineItem(StripeCall call)
    {
        var form = call.Form;
        var items = form.Indices("line_items");
        if (items.Count == 0) form.Fail(StripeErrors.Missing("line_items"));
        if (items.Count > 1) form.Fail(StripeErrors.NotInSandbox("More than one line item"));
        string? found = null;
        var quantity = 1L;
        foreach (var item in items)
        {
            var name = $"line_items[{item}][price]";
            quantity = form.Whole($"line_items[{item}][quantity]", 1, 999_999) ?? 1;
            found = form.Text(name, required: true);
            if (found is not null && call.Stripe.FindPrice(found) is null)
                form.Fail(StripeErrors.NoSuch("price", found, name, inPath: false));
        }
        return (found, quantity);
    }

    private static DateTimeOffset Expiry(StripeCall call)
    {
        if (call.Form.Moment("expires_at") is not { } at) return call.At + s_life;
        // A caller's clock may be a little behind.
        if (at < call.At + s_lifeMin - TimeSpan.FromMinutes(1) || at > call.At + s_life)
        {
            call.Form.Fail(StripeErrors.Bad(
                null, "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.",
                "expires_at"));
        }
        return at;
    }

    private static TimeSpan Trial(StripeCall call)
    {
        const string end = "subscription_data[trial_end]";
        var days = call.Form.Whole("subscription_data[trial_period_days]", 1, 730);
        if (call.Form.Moment(end) is not { } at) return TimeSpan.FromDays(days ?? 0);
        if (days is not null)
        {
            call.Form.Fail(StripeErrors.Bad(
                null, "You may only specify one of these parameters: trial_end, trial_period_days.", end));
        }
        if (at < call.At + s_trialMin)
        {
            call.Form.Fail(StripeErrors.Bad(
                null, "The `trial_end` date has to be at least 2 days in the future.", end));
        }
        return at - call.At;
    }

    private static StripeError? Refusal(StripeSimulator stripe, string? buyer, string? email)
    {
        if (buyer is null) return null;
        if (email is not null)
            return StripeErrors.Bad(null, "You may only specify one of these parameters: customer, customer_email.");
        return stripe.State.Buyers.ContainsKey(buyer)
            ? null
            : StripeErrors.NoSuch("customer", buyer, "customer", inPath: false);
    }
}
