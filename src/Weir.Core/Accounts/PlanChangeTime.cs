namespace Weir.Core.Accounts;

/// <summary>When a change of plan takes effect.</summary>
public enum PlanChangeTime
{
    /// <summary>What takes nothing away holds at once; else from the end of the period on.</summary>
    Auto,

    /// <summary>At once. What is used and held stays, and the new amounts apply to the open periods.</summary>
    Now,

    /// <summary>At the end of the plan's period; at once for a plan whose allowances never renew.</summary>
    PeriodEnd,
}
