namespace Weir.Cli.Demo.Scenes;

/// <summary>The call that was refused, again.</summary>
internal sealed class GoOn : IDemoScene
{
    public string Title => "Go on";

    public async Task PlayAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        if (stage.Bought is null)
        {
            stage.Output.Say("No plan was bought.");
            return;
        }
        stage.Output.Say("The call that was refused a moment ago:");
        var (summary, problem) = await stage.Api.SummariseAsync(UseUpPlan.LongChapter(stage), cancellationToken);
        if (summary is null) throw problem!.ToFailure();
        stage.ServedAfterwards = summary;
        var left = summary.Quota is { } quota ? $", {Amounts.Of(quota.Meter, quota.Remaining)} left" : "";
        stage.Output.Note($"served: ${summary.Usage.CostUsd}{left}");
    }
}
