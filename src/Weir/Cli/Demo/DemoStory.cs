using Weir.Cli.Demo.Scenes;

namespace Weir.Cli.Demo;

/// <summary>
/// The scenes, in order.
/// </summary>
internal sealed class DemoStory(DemoStage stage)
{
    private static readonly IReadOnlyList<IDemoScene> s_scenes =
        [new SignUp(), new SummariseChapter(), new ShowUsage(), new UseUpPlan(), new BuyPlan(), new GoOn()];

    /// <summary>Plays all of them.</summary>
    public async Task<DemoReport> PlayAsync(CancellationToken cancellationToken)
    {
        for (var index = 0; index < s_scenes.Count; index++)
        {
            stage.Output.Scene(index + 1, s_scenes.Count, s_scenes[index].Title);
            await s_scenes[index].PlayAsync(stage, cancellationToken);
        }
        return stage.Report();
    }
}
