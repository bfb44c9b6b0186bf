using Weir.Cli.Demo.Http;

namespace Weir.Cli.Demo.Scenes;

/// <summary>A larger call again and again, until the plan refuses it.</summary>
internal sealed class UseUpPlan : IDemoScene
{
    private const int CallsMax = 200;

    /// <summary>How often the chapter stands in the long one: enough to get through a small plan in a dozen calls.</summary>
    private const int Copies = 6;
    private const int WaitsMax = 5;
    private static readonly TimeSpan s_waitMax = TimeSpan.FromSeconds(30);

    /// <summary>A plan above ten cents is not one to play with: it may be paid for with real money.</summary>
    private const long PlayNanoUsd = 100_000_000;

    public string Title => "Meet the limit";

    public async Task PlayAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        var usage = stage.Usage!;
        if (Amounts.Nano(usage.HardLimitUsd) > PlayNanoUsd)
        {
            stage.Output.Say($"This plan goes up to ${usage.HardLimitUsd}: the demo does not use that up.");
            return;
        }
        stage.Output.Say($"A long chapter now, the same text {Copies} times over, again and again until the plan has "
            + "no room for one more:");
        stage.Refusal = await CallUntilRefusedAsync(stage, cancellationToken);
        if (stage.Refusal.Status != 402) throw stage.Refusal.ToFailure();
        Explain(stage, stage.Refusal);
        stage.Output.Say("And the books agree:");
        ShowUsage.Show(stage, await stage.Api.UsageAsync(cancellationToken));
    }

    /// <summary>The text several times over.</summary>
    public static Chapter LongChapter(DemoStage stage) => stage.Chapter with
    {
        Text = string.Join("\n\n", Enumerable.Repeat(stage.Chapter.Text, Copies)),
    };

    private static async Task<Problem> CallUntilRefusedAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        var waits = 0;
        var longChapter = LongChapter(stage);
        for (var call = 0; call < CallsMax; call++)
        {
            var (summary, problem) = await stage.Api.SummariseAsync(longChapter, cancellationToken);
            if (summary is not null)
            {
                stage.Served.Add(summary);
                ShowCall(stage, summary);
            }
            else if (problem!.Status == 429 && problem.RetryAfter <= s_waitMax && ++waits <= WaitsMax)
            {
                stage.Output.Note($"Asked to wait {problem.RetryAfter.Value.TotalSeconds:0} s");
                await Task.Delay(problem.RetryAfter.Value, cancellationToken);
            }
            else
            {
                return problem;
            }
        }
        throw new CommandFailedException($"{CallsMax} calls were served and the plan is not used up.");
    }

    private static void ShowCall(DemoStage stage, Summary summary)
    {
        var caption = $"call {stage.Served.Count}: ${summary.Usage.CostUsd}";
        if (summary.Quota is { } quota)
            stage.Output.Bar(quota.Used, 0, quota.HardLimit, $"{caption}, {Amounts.Of(quota.Meter, quota.Remaining)} left");
        else
            stage.Output.Note(caption);
    }

    private static void Explain(DemoStage stage, Problem problem)
    {
        var facts = new List<(string, string)> { ("detail", problem.Detail) };
        if (problem.Limit is { } limit)
        {
            facts.AddRange(
            [
                ("meter", limit.Meter),
                ("granted", Amounts.Of(limit.Meter, limit.Granted)),
                ("hard limit", Amounts.Of(limit.Meter, limit.HardLimit)),
                ("used", Amounts.Of(limit.Meter, limit.Used)),
                ("held", Amounts.Of(limit.Meter, limit.Held)),
                ("remaining", Amounts.Of(limit.Meter, limit.Remaining)),
                ("requested", Amounts.Of(limit.Meter, limit.Requested)),
                ("resets at", limit.ResetsAt is { } at ? Amounts.Instant(at) : "never: waiting does not help"),
            ]);
        }
        stage.Output.Refusal($"{problem.Status} {problem.Code}", facts);
        if (problem.Limit is not { } numbers) return;
        stage.Output.Say(
            $"A call is admitted by the most that it could cost, here {Amounts.Of(numbers.Meter, numbers.Requested)}, "
            + "since nobody knows beforehand how much a model will write. "
            + $"{Amounts.Of(numbers.Meter, numbers.Remaining)} remain, so Weir refused it before the "
            + "provider was called: nothing was spent, and the limit was never passed.");
    }
}
