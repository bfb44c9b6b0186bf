namespace Weir.Core.Catalog;

/// <summary>How an allowance renews. Periods are half-open and computed from the anchor, never step by step.</summary>
public enum PeriodKind
{
    /// <summary>Never: one bucket for ever.</summary>
    Lifetime,

    /// <summary>Calendar day of the customer's zone.</summary>
    Day,

    /// <summary>Calendar month of the customer's zone.</summary>
    CalendarMonth,

    /// <summary>Months counted from the subscription's anchor; day 31 returns after February.</summary>
    BillingMonth,
}
