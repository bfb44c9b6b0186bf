using Weir.Proofs.Engine.Model;
using Weir.Proofs.Engine.Scripts;

namespace Weir.Proofs.Engine;

/// <summary>Changes of a customer's subscription, in the database and in the model.</summary>
internal static class PlanChange
{
    /// <summary>False when there was nothing to change.</summary>
    public static async Task<bool> ApplyAsync(
        Step step, ModelCustomer customer, EngineUnderTest engine, CancellationToken cancellationToken)
    {
        var now = engine.Time.GetUtcNow();
        var current = customer.Subscriptions.Find(s => s.EndedAt is null);
        if (step is Step.Assign assign)
        {
            var id = await engine.AssignPlanAsync(customer.Id, assign.Plan, cancellationToken);
            var plan = ModelPlans.Newest(assign.Plan);
            if (current is { IsPaused: false } && current.Plan == plan) return id == current.Id ? false : throw Restarted(step);
            current?.EndedAt = now;
            customer.Subscriptions.Add(new ModelSubscription { Id = id, Plan = plan, AnchorAt = now });
            return true;
        }
        if (current is null) return false;
        switch (step)
        {
            case Step.Move move:
                current.Plan = ModelPlans.Version(current.Plan.Code, move.Version);
                break;
            case Step.Stop { Kind: StopKind.End }:
                current.EndedAt = now;
                break;
            case Step.Stop stop:
                current.IsPaused = stop.Kind == StopKind.Pause;
                break;
            default:
                throw new InvalidOperationException($"Not about a plan: {step}.");
        }
        await engine.ChangeAsync(current, customer.Id, cancellationToken);
        return true;
    }

    private static ScriptFailure Restarted(Step step) => new($"{step}: it had this plan, and was given it anew");
}
