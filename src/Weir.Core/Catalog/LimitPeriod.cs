namespace Weir.Core.Catalog;

/// <summary>How often a limit begins anew. Periods are half-open.</summary>
public enum LimitPeriod
{
    /// <summary>Never.</summary>
    Lifetime,

    /// <summary>A day, as in <see cref="PeriodKind.Day"/>.</summary>
    Day,

    /// <summary>A month, as in <see cref="PeriodKind.CalendarMonth"/>.</summary>
    CalendarMonth,

    /// <summary>A month, as in <see cref="PeriodKind.BillingMonth"/>.</summary>
    BillingMonth,

    /// <summary>Some seconds, in fixed windows that are aligned to the epoch: a rate.</summary>
    Window,
}
