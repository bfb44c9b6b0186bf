namespace Weir.Core.Billing;

/// <summary>Whether an object of a provider stands for real money. The two never meet: every key, row and event has its own.</summary>
public enum BillingMode
{
    Test,
    Live,
}
