using System.Text.Json;
using System.Text.Json.Nodes;
using Weir.Sandbox.Billing.Control;
using Weir.Sandbox.Billing.Delivery;
using Weir.Sandbox.Billing.Life;
using Weir.Sandbox.Billing.Pages;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>A stand-in for Stripe Billing: checkout, subscriptions, invoices, events.</summary>
internal sealed class StripeSimulator : BillingSimulator
{
    // Three attempts in a sandbox account, over a few hours.
    private static readonly TimeSpan[] s_webhookRetries = [TimeSpan.FromHours(1), TimeSpan.FromHours(2)];
    private static readonly int[] s_paymentRetryDays = [3, 5, 7];
    private static readonly TimeSpan s_portalLife = TimeSpan.FromMinutes(30);
    private readonly StateFile<StripeState> _file;

    public StripeSimulator(SandboxBillingOptions options, TimeProvider time)
        : base(options, time, s_webhookRetries)
    {
        _file = new StateFile<StripeState>(options.StateFolder, "stripe.json");
        State = _file.Read();
        Clock.Ahead = State.Ahead;
        foreach (var name in options.StripeMeters.Where(name => State.Meters.Values.All(one => one.EventName != name)))
        {
            var meter = StripeMeter.Of(name, time.GetUtcNow());
            State.Meters[meter.Id] = meter;
        }
        Webhooks.Add([.. State.Waiting.Select(Webhook.Of)]);
    }

    /// <inheritdoc/>
    public override string Name => "stripe";

    public StripeState State { get; }

    /// <inheritdoc/>
    public override TimeSpan Precision => TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override IReadOnlyList<SandboxPrice> Prices => Options.StripePrices;

    /// <inheritdoc/>
    public override Uri WebhookUrl => Options.StripeWebhookUrl ?? new Uri(Options.Site + "/v1/billing/stripe/webhook");

    /// <inheritdoc/>
    protected override LifeRules Rules => new(s_paymentRetryDays, Script.AfterRetries ?? AfterRetries.End);

    /// <inheritdoc/>
    protected override IEnumerable<Subscription> Subscriptions => State.Subscriptions.Values;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Value)> Sign(Webhook webhook) =>
        [("Stripe-Signature", Signatures.Stripe(Options.StripeWebhookSecret, webhook.Body.Span, Clock.Real))];

    /// <summary>Sessions that nobody paid in time expire.</summary>
    public void ExpireSessions(DateTimeOffset at)
    {
        foreach (var session in State.Sessions.Values.Where(session => session.State == "open" && session.ExpiresAt <= at))
        {
            session.State = "expired";
            Emit("checkout.session.expired", Json(session), at);
        }
    }

    public JsonObject Json(StripeSession session) => StripeJson.Session(
        session, FindPrice(session.PriceId) ?? new SandboxPrice(session.PriceId, session.PriceId),
        $"{Options.Site}/sandbox/checkout/{session.Id}");

    public JsonObject Json(Subscription subscription) => StripeJson.Subscription(subscription, PriceOf(subscription));

    public JsonObject Json(StripeInvoice invoice) =>
        StripeInvoiceJson.Invoice(invoice, State.Subscriptions[invoice.SubscriptionId].Metadata);

    /// <inheritdoc/>
    public override CheckoutView? FindCheckout(string id) => Look(() =>
    {
        ExpireSessions(Clock.Now);
        if (!State.Sessions.TryGetValue(id, out var session)) return null;
        var price = FindPrice(session.PriceId) ?? new SandboxPrice(session.PriceId, session.PriceId);
        var isTrial = session.Trial > TimeSpan.Zero;
        return new CheckoutView(
            id, "Stripe", price, session.Quantity, (int)session.Trial.TotalDays, session.State,
            isTrial ? 0 : price.AmountMinor * session.Quantity, session.CancelUrl, session.Email);
    });

    /// <inheritdoc/>
    public override PaymentResult? Pay(string id, bool isPaid, string? email) =>
        Run(at => StripePurchase.Pay(this, id, isPaid, email, at));

    /// <inheritdoc/>
    public override PortalView? FindPortal(string token) => Look(() => View(token));

    /// <inheritdoc/>
    public override PortalView? UsePortal(string token, string subscriptionId, PortalAction action, string? priceId) =>
        Run(_ =>
        {
            if (View(token) is not { } view) return null;
            if (view.Subscriptions.FirstOrDefault(own => own.Id == subscriptionId) is not { } subscription) return null;
            if (subscription.State == LifeState.Ended) return view;
            var change = new StripeChange(this, subscription);
            if (action == PortalAction.Cancel) change.CancelWithPeriod(true);
            if (action == PortalAction.Resume) change.CancelWithPeriod(false);
            if (action == PortalAction.Change && FindPrice(priceId ?? "") is { } price) change.MoveTo(price.Id);
            change.Publish();
            return view;
        });

    /// <inheritdoc/>
    public override bool Refund(string paymentId, long? amountMinor) =>
        Run(at => StripeReturns.Refund(this, paymentId, amountMinor, at));

    /// <inheritdoc/>
    public override bool Dispute(string paymentId, DisputeOutcome outcome) =>
        Run(at => StripeReturns.Dispute(this, paymentId, outcome, at));

    /// <summary>Opens the portal for a buyer.</summary>
    public JsonObject OpenPortal(string buyerId, string? returnUrl, DateTimeOffset at)
    {
        var portal = new StripePortal(SandboxId.New("bps_"), SandboxId.New("p_"), buyerId, returnUrl, at + s_portalLife);
        State.Portals[portal.Token] = portal;
        return StripeJson.Portal(portal, $"{Options.Site}/sandbox/portal/stripe/{portal.Token}", at);
    }

    /// <summary>Tells the seller what happened to an object, as it is now.</summary>
    public void Emit(string type, JsonObject shown, DateTimeOffset at, JsonObject? before = null)
    {
        var data = new JsonObject { ["object"] = shown };
        if (before is not null) data["previous_attributes"] = before;
        var id = SandboxId.New("evt_");
        var json = new JsonObject
        {
            ["id"] = id,
            ["object"] = "event",
            ["api_version"] = StripeGate.Version,
            ["created"] = StripeJson.Seconds(at),
            ["data"] = data,
            ["livemode"] = false,
            ["pending_webhooks"] = 1,
            ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
            ["type"] = type,
        };
        var body = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(json);
        State.Remember(new StripeEvent(id, type, at, System.Text.Encoding.UTF8.GetString(body)));
        Emit(new Webhook(id, type, body, at));
    }

    /// <inheritdoc/>
    protected override void Tell(Subscription subscription, Happening happening) =>
        StripeStory.Tell(this, subscription, happening);

    /// <inheritdoc/>
    protected override void Save(List<KeptWebhook> waiting)
    {
        State.Ahead = Clock.Ahead;
        State.Waiting = waiting;
        _file.Write(State);
    }

    private PortalView? View(string token)
    {
        if (!State.Portals.TryGetValue(token, out var portal) || portal.ExpiresAt <= Clock.Now) return null;
        var own = State.Subscriptions.Values.Where(subscription => subscription.BuyerId == portal.BuyerId);
        return new PortalView("Stripe", [.. own], Prices, portal.ReturnUrl);
    }
}
