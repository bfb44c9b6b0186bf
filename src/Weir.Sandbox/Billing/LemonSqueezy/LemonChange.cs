using Weir.Sandbox.Billing.Life;

namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary>Changes of one subscription by seller or buyer, each told at once.</summary>
internal sealed class LemonChange(LemonSqueezySimulator lemon, Subscription subscription)
{
    /// <summary>Ends it with the period.</summary>
    public void Cancel()
    {
        if (subscription.EndsAt is not null || subscription.State == LifeState.Ended) return;
        subscription.EndsAt = subscription.PeriodEndsAt;
        subscription.EndsWithPeriod = true;
        Tell("subscription_cancelled");
    }

    /// <summary>Takes a cancellation back.</summary>
    public void Resume()
    {
        if (subscription.EndsAt is null || subscription.State == LifeState.Ended) return;
        subscription.EndsAt = null;
        subscription.EndsWithPeriod = false;
        Tell("subscription_resumed");
    }

    public void PauseCollection(Pause pause)
    {
        subscription.Pause = pause;
        Tell("subscription_paused");
    }

    public void Unpause()
    {
        if (subscription.Pause is null) return;
        subscription.Pause = null;
        Tell("subscription_unpaused");
    }

    /// <summary>Another variant from now on.</summary>
    public void MoveTo(string variantId)
    {
        if (subscription.PriceId == variantId) return;
        subscription.PriceId = variantId;
        Tell("subscription_plan_changed");
    }

    private void Tell(string name)
    {
        subscription.UpdatedAt = lemon.MomentOf(subscription);
        lemon.Emit(name, subscription);
        lemon.Emit("subscription_updated", subscription);
    }
}
