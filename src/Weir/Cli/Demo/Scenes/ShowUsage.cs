using Weir.Cli.Demo.Http;

namespace Weir.Cli.Demo.Scenes;

/// <summary>What the user's own app can show: plan, used, left.</summary>
internal sealed class ShowUsage : IDemoScene
{
    public string Title => "See what it cost";

    public async Task PlayAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        stage.Output.Say("GET /v1/ai/usage/me, from the same ledger that the plan's limit is checked against:");
        Show(stage, await stage.Api.UsageAsync(cancellationToken));
    }

    /// <summary>Shows usage, and keeps it on the stage.</summary>
    public static void Show(DemoStage stage, Usage usage)
    {
        stage.Usage = usage;
        stage.Output.Facts(
        [
            ("plan", $"{usage.Plan.Name ?? usage.Plan.Code} ({usage.Plan.Status})"),
            ("calls", Amounts.Count(usage.Requests)),
            ("tokens", $"{Amounts.Count(usage.Tokens.Input)} in, {Amounts.Count(usage.Tokens.Output)} out"),
            ("used", "$" + usage.UsedUsd),
            ("held", "$" + usage.HeldUsd),
            ("left", $"${usage.RemainingUsd} of ${usage.HardLimitUsd}"),
        ]);
        var (used, held, limit) = (Amounts.Nano(usage.UsedUsd), Amounts.Nano(usage.HeldUsd), Amounts.Nano(usage.HardLimitUsd));
        stage.Output.Bar(used, held, limit, $"${usage.UsedUsd} of ${usage.HardLimitUsd}");
    }
}
