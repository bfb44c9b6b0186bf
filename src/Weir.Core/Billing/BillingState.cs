namespace Weir.Core.Billing;

/// <summary>
/// What is known of one provider's objects: of each the newest fact, and whose it is. Facts may come in any order, and more
/// than once: it ends alike. The pure twin of <c>weir.fold_billing_facts</c>.
/// </summary>
public sealed class BillingState
{
    private readonly Dictionary<(Type Kind, string Id), BillingFact> _newest = [];
    private readonly Dictionary<(Type Kind, string Id), (FactVersion Version, Guid Customer)> _owners = [];

    public IEnumerable<SubscriptionFact> Subscriptions => _newest.Values.OfType<SubscriptionFact>();

    public IEnumerable<PaymentFact> Payments => _newest.Values.OfType<PaymentFact>();

    public IEnumerable<LicenseFact> Licenses => _newest.Values.OfType<LicenseFact>();

    private IEnumerable<PaymentLinkFact> Links => _newest.Values.OfType<PaymentLinkFact>();

    /// <summary>
    /// Takes a fact in. The newest stays; whose an object is, the oldest says that says it at all, so that it never moves.
    /// </summary>
    public void Apply(BillingFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var key = (fact.GetType(), fact.ObjectId);
        if (!_newest.TryGetValue(key, out var known) || fact.Version > known.Version) _newest[key] = fact;
        if (NamedBy(fact) is { } customer && (!_owners.TryGetValue(key, out var owner) || fact.Version < owner.Version))
            _owners[key] = (fact.Version, customer);
    }

    /// <summary>The customer of a subscription, payment or licence: its own, else its buyer's; null: nobody knows yet.</summary>
    public Guid? OwnerOf(BillingFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        if (_owners.TryGetValue((fact.GetType(), fact.ObjectId), out var own)) return own.Customer;
        var buyer = fact switch
        {
            SubscriptionFact subscription => subscription.BuyerId,
            PaymentFact payment => payment.BuyerId,
            LicenseFact license => license.BuyerId,
            _ => null,
        };
        return buyer is not null && _owners.TryGetValue((typeof(BuyerFact), buyer), out var link) ? link.Customer : null;
    }

    /// <summary>
    /// The payments of a subscription: those that name it, and the disputes of what moved their money.
    /// </summary>
    public IReadOnlyList<PaymentFact> PaymentsOf(string subscriptionId)
    {
        var intents = Links
            .Where(link => FindPayment(link.PaymentId)?.SubscriptionId == subscriptionId)
            .Select(link => link.IntentId)
            .ToHashSet();
        return
        [
            .. Payments
                .Where(payment => payment.SubscriptionId == subscriptionId
                    || (payment.IsDispute && payment.IntentId is { } intent && intents.Contains(intent)))
                .Select(payment => payment with { SubscriptionId = subscriptionId }),
        ];
    }

    /// <summary>The newest fact of a payment; null when there is none.</summary>
    internal PaymentFact? FindPayment(string objectId) =>
        _newest.GetValueOrDefault((typeof(PaymentFact), objectId)) as PaymentFact;

    /// <summary>All of it as text, the same for the same state.</summary>
    public string Describe() => string.Join('\n',
        _newest.OrderBy(entry => entry.Key.Kind.Name, StringComparer.Ordinal)
            .ThenBy(entry => entry.Key.Id, StringComparer.Ordinal)
            .Select(entry => $"{entry.Key.Kind.Name} {entry.Key.Id} {entry.Value.Version} of "
                + (_owners.TryGetValue(entry.Key, out var owner) ? owner.Customer.ToString() : "nobody")));

    private static Guid? NamedBy(BillingFact fact) => fact switch
    {
        BuyerFact buyer => buyer.CustomerId,
        SubscriptionFact subscription => subscription.CustomerId,
        PaymentFact payment => payment.CustomerId,
        LicenseFact license => license.CustomerId,
        PaymentLinkFact => null,
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact.GetType().Name, "Unknown kind of fact."),
    };
}
