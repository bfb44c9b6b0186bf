namespace Weir.Api.Admin.Customers;

/// <summary>What a customer's payments give was computed anew.</summary>
/// <param name="Changed">Whether something was not as it is now.</param>
/// <param name="Customer">The customer as it is now.</param>
/// <param name="Billing">What is known of its payments, and what they give.</param>
internal sealed record BillingRecomputed(bool Changed, CustomerState Customer, CustomerBilling Billing);
