namespace Weir.Core.Catalog;

/// <summary>How an allowance renews. Periods are half-open and computed from the anchor, never step by step.</summary>
public enum PeriodKind
{
    /// <summary>Never: one bucket for ever.</summary>
    Lifetime,

    /// <summary>UTC calendar day.</summary>
    Day,

    /// <summary>UTC calendar month.</summary>
    CalendarMonth,

    /// <summary>Months counted from the subscription's anchor; day 31 returns after February.</summary>
    BillingMonth,
}
