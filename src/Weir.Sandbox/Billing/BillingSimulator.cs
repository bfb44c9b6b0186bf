using Weir.Sandbox.Billing.Control;
using Weir.Sandbox.Billing.Delivery;
using Weir.Sandbox.Billing.Life;
using Weir.Sandbox.Billing.Pages;

namespace Weir.Sandbox.Billing;

/// <summary>
/// What the two payment providers' stand-ins share: a clock, subscriptions that live by it, webhooks. One operation at a
/// time; before each, everything happens that was due.
/// </summary>
internal abstract class BillingSimulator : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<Webhook> _caused = [];

    protected BillingSimulator(SandboxBillingOptions options, TimeProvider time, IReadOnlyList<TimeSpan> retryDelays)
    {
        Options = options;
        Clock = new TestClock(time);
        Webhooks = new WebhookQueue(Clock, retryDelays);
    }

    /// <summary>As in paths: <c>stripe</c>, <c>lemonsqueezy</c>.</summary>
    public abstract string Name { get; }

    public SandboxBillingOptions Options { get; }

    public TestClock Clock { get; }

    public WebhookQueue Webhooks { get; }

    public BillingScript Script { get; } = new();

    public abstract Uri WebhookUrl { get; }

    /// <summary>What is for sale.</summary>
    public abstract IReadOnlyList<SandboxPrice> Prices { get; }

    protected abstract LifeRules Rules { get; }

    /// <summary>The steps in which the provider's times go.</summary>
    public abstract TimeSpan Precision { get; }

    protected abstract IEnumerable<Subscription> Subscriptions { get; }

    /// <summary>Writes down what happened to a subscription, and tells the seller.</summary>
    protected abstract void Tell(Subscription subscription, Happening happening);

    /// <summary>Keeps the state over a restart, and with it the webhooks that wait.</summary>
    protected abstract void Save(List<KeptWebhook> waiting);

    /// <summary>Headers of one attempt, signed now.</summary>
    public abstract IEnumerable<(string Name, string Value)> Sign(Webhook webhook);

    /// <summary>What the page of a checkout shows; null for none of that id.</summary>
    public abstract CheckoutView? FindCheckout(string id);

    /// <summary>The buyer pays, or the card is declined. Null for no checkout of that id.</summary>
    public abstract PaymentResult? Pay(string id, bool isPaid, string? email);

    /// <summary>What the portal shows to whoever has its token; null for none.</summary>
    public abstract PortalView? FindPortal(string token);

    /// <summary>What the buyer does in the portal; null when the token does not reach the subscription.</summary>
    public abstract PortalView? UsePortal(string token, string subscriptionId, PortalAction action, string? priceId);

    /// <summary>Gives the money of a payment back, all of it or a part; false for no such payment.</summary>
    public abstract bool Refund(string paymentId, long? amountMinor);

    /// <summary>A buyer's bank takes the money of a payment back, or decides about that; false where it cannot.</summary>
    public virtual bool Dispute(string paymentId, DisputeOutcome outcome) => false;

    /// <summary>Runs one operation at its own moment, with everything due done before.</summary>
    public T Run<T>(Func<DateTimeOffset, T> operation)
    {
        lock (_lock)
        {
            PassTo(Clock.Now);
            var result = operation(Moment());
            Flush();
            return result;
        }
    }

    /// <summary>Reads, with everything due done before.</summary>
    public T Look<T>(Func<T> read)
    {
        lock (_lock)
        {
            PassTo(Clock.Now);
            var seen = read();
            if (_caused.Count > 0) Flush();
            return seen;
        }
    }

    /// <summary>Does what is due.</summary>
    public void CatchUp() => Look(static () => true);

    /// <summary>Moves the clock forward, and lets happen on the way what is due.</summary>
    public void Advance(TimeSpan by)
    {
        lock (_lock)
        {
            Clock.Ahead += by;
            PassTo(Clock.Now);
            Save(Webhooks.Keep([]));
        }
        Webhooks.Wake();
    }

    /// <summary>
    /// Keeps what waits now. Each operation does so for what it causes; an attempt does not, so that one who is killed sends
    /// again what was delivered since.
    /// </summary>
    public void Keep()
    {
        lock (_lock) Save(Webhooks.Keep([]));
    }

    public void Dispose() => Webhooks.Dispose();

    public SandboxPrice? FindPrice(string id) => Prices.FirstOrDefault(price => price.Id == id);

    /// <summary>The price of what was sold; one that is no longer for sale still renews.</summary>
    protected SandboxPrice PriceOf(Subscription subscription) =>
        FindPrice(subscription.PriceId) ?? new SandboxPrice(subscription.PriceId, subscription.PriceId);

    /// <summary>Part of the operation that runs: goes out when it is done.</summary>
    protected void Emit(Webhook webhook) => _caused.Add(webhook);

    /// <summary>Now, in the provider's precision.</summary>
    protected DateTimeOffset Moment()
    {
        var now = Clock.Now;
        return now.AddTicks(-(now.Ticks % Precision.Ticks));
    }

    /// <summary>Now, and later than the last change of it: two changes of one moment would have no order.</summary>
    public DateTimeOffset MomentOf(Subscription subscription)
    {
        var now = Moment();
        return now > subscription.UpdatedAt ? now : subscription.UpdatedAt + Precision;
    }

    private void PassTo(DateTimeOffset now)
    {
        while (NextDue(now) is { } subscription)
        {
            var happening = SubscriptionLife.Fire(
                subscription, PriceOf(subscription), Rules, () => Script.TakeRenewal(subscription.Id));
            Tell(subscription, happening);
        }
        if (_caused.Count > 0) Flush();
    }

    private Subscription? NextDue(DateTimeOffset now) => Subscriptions
        .Where(subscription => SubscriptionLife.NextAt(subscription) <= now)
        .MinBy(SubscriptionLife.NextAt);

    private void Flush()
    {
        var arranged = Webhooks.Arrange(_caused);
        Save(Webhooks.Keep(arranged));
        Webhooks.Add(arranged);
        _caused.Clear();
    }
}
