using Weir.Core.Billing;

namespace Weir.Billing.Providers;

/// <summary>The providers that are set up on this server.</summary>
internal sealed class PaymentProviders(IEnumerable<IPaymentProvider> providers)
{
    private readonly Dictionary<BillingProvider, IPaymentProvider> _byName = providers.ToDictionary(p => p.Provider);

    public IReadOnlyCollection<BillingProvider> Names => _byName.Keys;

    /// <summary>Null when it is not set up.</summary>
    public IPaymentProvider? Find(BillingProvider provider) => _byName.GetValueOrDefault(provider);
}
