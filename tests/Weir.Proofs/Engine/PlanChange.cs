using Weir.Proofs.Engine.Model;
using Weir.Proofs.Engine.Scripts;

namespace Weir.Proofs.Engine;

/// <summary>Changes of a customer's subscription or cap, in the database and in the model; grants follow by themselves.</summary>
internal static class PlanChange
{
    public static int CustomerOf(Step step) => step switch
    {
        Step.Assign assign => assign.Customer,
        Step.Move move => move.Customer,
        Step.Stop stop => stop.Customer,
        Step.Cap cap => cap.Customer,
        _ => throw new InvalidOperationException($"Not about a plan: {step}."),
    };

    /// <summary>False when nothing changed.</summary>
    public static async Task<bool> ApplyAsync(
        Step step, ModelCustomer customer, EngineUnderTest engine, CancellationToken cancellationToken)
    {
        var now = engine.Time.GetUtcNow();
        switch (step)
        {
            case Step.Assign assign:
                await engine.AssignPlanAsync(customer.Id, assign.Plan, assign.When, cancellationToken);
                var changes = ModelPlanChange.Assign(customer, ModelPlans.Newest(assign.Plan), assign.When, now);
                await AdoptAsync(step, customer, engine, cancellationToken);
                return changes;
            case Step.Cap cap:
                await engine.SetSpendCapAsync(customer.Id, cap.Meter, cap.Amount, cancellationToken);
                if (cap.Amount is { } amount) customer.SpendCaps[cap.Meter] = amount;
                else customer.SpendCaps.Remove(cap.Meter);
                return true;
            default:
                break;
        }
        if (customer.Running(now) is not { } current) return false;
        switch (step)
        {
            case Step.Move move:
                current.Plan = ModelPlans.Version(current.Plan.Code, move.Version);
                break;
            case Step.Stop { Kind: StopKind.End }:
                (current.EndedAt, current.Status) = (now, ModelStatus.Canceled);
                break;
            case Step.Stop stop:
                current.Status = stop.Kind == StopKind.Pause ? ModelStatus.Paused : ModelStatus.Active;
                break;
            default:
                throw new InvalidOperationException($"Not about a plan: {step}.");
        }
        await engine.ChangeAsync(current, customer.Id, cancellationToken);
        return true;
    }

    /// <summary>The database chooses the id of what begins.</summary>
    private static async Task AdoptAsync(
        Step step, ModelCustomer customer, EngineUnderTest engine, CancellationToken cancellationToken)
    {
        var known = customer.Subscriptions.Select(s => s.Id).ToHashSet();
        var begun = (await engine.SubscriptionsAsync(customer.Id, cancellationToken)).Where(id => !known.Contains(id)).ToList();
        var waiting = customer.Subscriptions.Where(s => s.Id == Guid.Empty).ToList();
        if (begun.Count != waiting.Count)
            throw new ScriptFailure($"{step}: the engine began {begun.Count} subscription(s), the model {waiting.Count}");
        if (waiting.Count == 1) waiting[0].Id = begun[0];
    }
}
