using Weir.Core.Billing;

namespace Weir.Proofs.Webhooks;

/// <summary>What one provider says of some customers, in the order in which it happened.</summary>
/// <param name="Provider">Who says it.</param>
/// <param name="Customers">Weir's customers that it is about.</param>
/// <param name="Messages">A message's facts.</param>
internal sealed record WebhookHistory(
    BillingProvider Provider, IReadOnlyList<Guid> Customers, IReadOnlyList<IReadOnlyList<BillingFact>> Messages)
{
    /// <summary>The instants at which the outcome is compared: before, between and after all ends and graces.</summary>
    public IEnumerable<DateTimeOffset> Instants()
    {
        var times = Messages.SelectMany(message => message).Select(fact => fact.Version.At).ToList();
        return [times.Min(), times.Max(), times.Max() + TimeSpan.FromDays(5), times.Max() + TimeSpan.FromDays(40)];
    }

    /// <summary>The state that messages lead to in an order, which may repeat some.</summary>
    public BillingState Fold(IEnumerable<int> order)
    {
        var state = new BillingState();
        foreach (var index in order)
        {
            foreach (var fact in Messages[index]) state.Apply(fact);
        }
        return state;
    }
}
