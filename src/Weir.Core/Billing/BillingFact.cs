namespace Weir.Core.Billing;

/// <summary>
/// What Weir keeps of one object of a provider, as one message shows it. Ids are the provider's. Nothing here names or
/// reaches a person: no address, no card, no text that a buyer wrote.
/// </summary>
/// <param name="ObjectId">The provider's id of the object.</param>
/// <param name="Version">Which of two facts of one object is the newer.</param>
public abstract record BillingFact(string ObjectId, FactVersion Version);
