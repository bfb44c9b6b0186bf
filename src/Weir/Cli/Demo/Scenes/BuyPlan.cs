using Weir.Cli.Demo.Http;

namespace Weir.Cli.Demo.Scenes;

/// <summary>Checkout, payment, the provider's signed webhook, and the plan it gives.</summary>
internal sealed class BuyPlan : IDemoScene
{
    private const string PlanCode = "managed_ai_monthly";
    private const string SandboxPath = "/sandbox/checkout/";
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public string Title => "Buy a plan";

    public async Task PlayAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        if (stage.Refusal is null)
        {
            stage.Output.Say("There is still room in this plan: nothing to buy.");
            return;
        }
        stage.Output.Say($"POST /v1/billing/checkout {{\"plan\":\"{PlanCode}\"}}: the server knows the price, "
            + "the provider has the page:");
        var checkout = await stage.Api.CheckoutAsync(PlanCode, cancellationToken);
        stage.Output.Facts([("provider", checkout.Provider), ("checkout", checkout.Id),
            ("page", checkout.Url.ToString())]);
        if (checkout.Url.Host != stage.Api.Url.Host
            || !checkout.Url.AbsolutePath.StartsWith(SandboxPath, StringComparison.Ordinal))
        {
            stage.Output.Say("A real provider's page: the demo does not pay there.");
            return;
        }
        stage.Output.Say("The buyer presses “Pay”. What the page says to the shop counts for nothing; the provider's signed "
            + "webhook does:");
        using var buyer = new Buyer();
        await buyer.PayAsync(checkout.Url, stage.User!.Email, cancellationToken);
        stage.Bought = await WaitAsync(stage, cancellationToken);
        stage.Output.Facts(
        [
            ("plan", stage.Bought.Plan!.Name ?? stage.Bought.Plan.Code),
            ("status", stage.Bought.Status ?? ""),
            ("paid through", stage.Bought.Provider ?? ""),
        ]);
    }

    private static async Task<BoughtPlan> WaitAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (!patience.IsCancellationRequested)
        {
            var bought = await stage.Api.SubscriptionAsync(cancellationToken);
            if (bought is { Access: true, Plan.Code: PlanCode }) return bought;
            await Task.Delay(s_look, cancellationToken);
        }
        throw new CommandFailedException(
            $"It was paid, and {s_patience.TotalSeconds:0} s later the plan is not there. "
            + $"{stage.Api.Url}sandbox/billing/stripe/webhooks says how the webhooks were answered.");
    }
}
