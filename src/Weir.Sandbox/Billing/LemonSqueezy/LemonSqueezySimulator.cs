using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Weir.Sandbox.Billing.Delivery;
using Weir.Sandbox.Billing.Life;
using Weir.Sandbox.Billing.Pages;

namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary>A stand-in for Lemon Squeezy: checkouts, orders, subscriptions, licence keys, of one store in test mode.</summary>
internal sealed class LemonSqueezySimulator : BillingSimulator
{
    private static readonly TimeSpan[] s_webhookRetries =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(125)];

    private static readonly int[] s_paymentRetryDays = [3, 6, 10, 14];
    private static readonly TimeSpan s_portalLife = TimeSpan.FromHours(24);
    private readonly StateFile<LemonState> _file;

    public LemonSqueezySimulator(SandboxBillingOptions options, TimeProvider time)
        : base(options, time, s_webhookRetries)
    {
        _file = new StateFile<LemonState>(options.StateFolder, "lemonsqueezy.json");
        State = _file.Read();
        Clock.Ahead = State.Ahead;
        Webhooks.Add([.. State.Waiting.Select(Webhook.Of)]);
        Shapes = new LemonShapes(this);
    }

    /// <inheritdoc/>
    public override string Name => "lemonsqueezy";

    public LemonState State { get; }

    public LemonShapes Shapes { get; }

    /// <inheritdoc/>
    public override TimeSpan Precision => TimeSpan.FromMicroseconds(1);

    /// <inheritdoc/>
    public override IReadOnlyList<SandboxPrice> Prices => Options.LemonSqueezyVariants;

    /// <inheritdoc/>
    public override Uri WebhookUrl =>
        Options.LemonSqueezyWebhookUrl ?? new Uri(Options.Site + "/v1/billing/lemonsqueezy/webhook");

    /// <inheritdoc/>
    protected override LifeRules Rules => new(s_paymentRetryDays, Script.AfterRetries ?? AfterRetries.Unpaid);

    /// <inheritdoc/>
    protected override IEnumerable<Subscription> Subscriptions => State.Subscriptions.Values;

    public SandboxPrice PriceOrUnknown(string variantId) => FindPrice(variantId) ?? new SandboxPrice(variantId, "Unknown");

    public static string ProductOf(SandboxPrice price) => price.ProductId ?? price.Id;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Value)> Sign(Webhook webhook) =>
    [
        ("X-Event-Name", webhook.Type),
        ("X-Signature", Signatures.LemonSqueezy(Options.LemonSqueezyWebhookSecret, webhook.Body.Span)),
    ];

    /// <inheritdoc/>
    public override CheckoutView? FindCheckout(string id) => Look(() =>
    {
        if (!State.Checkouts.TryGetValue(id, out var checkout)) return null;
        var price = PriceOrUnknown(checkout.VariantId);
        var trialDays = checkout.SkipsTrial ? 0 : price.TrialDays;
        return new CheckoutView(
            id, "Lemon Squeezy", price, checkout.Quantity, trialDays, StateOf(checkout, Clock.Now),
            trialDays > 0 ? 0 : Total(checkout, price), null, checkout.Email);
    });

    public static string StateOf(LemonCheckout checkout, DateTimeOffset now) =>
        checkout.OrderId is not null ? "complete" : checkout.ExpiresAt <= now ? "expired" : "open";

    public static long Total(LemonCheckout checkout, SandboxPrice price) =>
        (checkout.CustomPriceMinor ?? price.AmountMinor) * checkout.Quantity;

    /// <inheritdoc/>
    public override PaymentResult? Pay(string id, bool isPaid, string? email) =>
        Run(at => LemonPurchase.Pay(this, id, isPaid, email, at));

    /// <summary>A link to the portal: signed, and valid for 24 hours.</summary>
    public string PortalUrl(string buyerId)
    {
        var until = (Clock.Now + s_portalLife).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{Options.Site}/sandbox/portal/lemonsqueezy/{buyerId}-{until}-{Seal(buyerId, until)}";
    }

    /// <inheritdoc/>
    public override PortalView? FindPortal(string token) => Look(() => View(token));

    /// <inheritdoc/>
    public override PortalView? UsePortal(string token, string subscriptionId, PortalAction action, string? priceId) =>
        Run(_ =>
        {
            if (View(token) is not { } view) return null;
            if (view.Subscriptions.FirstOrDefault(own => own.Id == subscriptionId) is not { } subscription) return null;
            var change = new LemonChange(this, subscription);
            if (action == PortalAction.Cancel) change.Cancel();
            if (action == PortalAction.Resume) change.Resume();
            if (action == PortalAction.Change && FindPrice(priceId ?? "") is { } price) change.MoveTo(price.Id);
            return view;
        });

    /// <inheritdoc/>
    public override bool Refund(string paymentId, long? amountMinor) =>
        Run(at => LemonRefund.Give(this, paymentId, amountMinor, at));

    /// <summary>Tells the seller what happened to an object, as it is now.</summary>
    public void Emit(string name, JsonObject resource, Dictionary<string, string> custom, DateTimeOffset at)
    {
        var meta = new JsonObject { ["test_mode"] = true, ["event_name"] = name };
        if (custom.Count > 0) meta["custom_data"] = LemonJson.Pairs(custom);
        meta["webhook_id"] = SandboxId.Of("", WebhookUrl.AbsoluteUri);
        var body = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(new JsonObject { ["meta"] = meta, ["data"] = resource });
        Emit(new Webhook(Convert.ToHexStringLower(SHA256.HashData(body)), name, body, at));
    }

    public void Emit(string name, Subscription subscription) =>
        Emit(name, Shapes.Subscription(subscription), subscription.Metadata, subscription.UpdatedAt);

    public void Emit(string name, LemonInvoice invoice) => Emit(
        name, Shapes.Invoice(invoice), State.Subscriptions[invoice.SubscriptionId].Metadata, invoice.UpdatedAt);

    public void Emit(string name, LemonLicense license) =>
        Emit(name, Shapes.License(license), license.Custom, license.UpdatedAt);

    /// <inheritdoc/>
    protected override void Tell(Subscription subscription, Happening happening) =>
        LemonStory.Tell(this, subscription, happening);

    /// <inheritdoc/>
    protected override void Save(List<KeptWebhook> waiting)
    {
        State.Ahead = Clock.Ahead;
        State.Waiting = waiting;
        _file.Write(State);
    }

    private PortalView? View(string token)
    {
        var parts = token.Split('-');
        if (parts.Length != 3 || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var until)
            || DateTimeOffset.FromUnixTimeSeconds(until) <= Clock.Now
            || !CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(parts[2]), Encoding.UTF8.GetBytes(Seal(parts[0], parts[1]))))
            return null;
        var own = State.Subscriptions.Values.Where(subscription => subscription.BuyerId == parts[0]);
        return new PortalView("Lemon Squeezy", [.. own], Prices, null);
    }

    private string Seal(string buyerId, string until) => Signatures.LemonSqueezy(
        Options.LemonSqueezyWebhookSecret, Encoding.UTF8.GetBytes($"portal {buyerId} {until}"))[..32];
}
