namespace Weir.Data.Billing;

/// <summary>
/// Facts that nothing can be made of before somebody acts: a price that no plan has, a customer that does not exist. The
/// message names the id.
/// </summary>
public sealed class BillingFaultException(string message, Exception inner) : Exception(message, inner);
