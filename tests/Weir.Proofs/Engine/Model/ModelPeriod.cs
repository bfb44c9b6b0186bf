namespace Weir.Proofs.Engine.Model;

/// <summary>How often a grant gives its units anew.</summary>
internal enum ModelPeriod
{
    Lifetime,
    Day,
    CalendarMonth,
    BillingMonth,
}
