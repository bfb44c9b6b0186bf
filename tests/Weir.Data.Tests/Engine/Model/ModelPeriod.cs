namespace Weir.Data.Tests.Engine.Model;

internal enum ModelPeriod
{
    Lifetime,
    Day,
    CalendarMonth,
    BillingMonth,
}
