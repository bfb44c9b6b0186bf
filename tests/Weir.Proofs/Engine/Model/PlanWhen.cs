namespace Weir.Proofs.Engine.Model;

/// <summary>When a change of plan is to hold.</summary>
internal enum PlanWhen
{
    Auto,
    Now,
    PeriodEnd,
}
