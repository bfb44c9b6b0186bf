using Weir.Billing.Webhooks;

namespace Weir.Billing.Reconciling;

/// <summary>An object of a provider, as its API shows it now.</summary>
/// <param name="Name">Kind and id: <c>subscription:sub_1</c>.</param>
/// <param name="Reading">What it says, or why it cannot be used.</param>
internal sealed record FetchedObject(string Name, FactReading Reading);
