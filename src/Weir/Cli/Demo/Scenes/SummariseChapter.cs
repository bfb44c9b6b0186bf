using System.Text.Json;
using Weir.Cli.Demo.Http;

namespace Weir.Cli.Demo.Scenes;

/// <summary>A chapter is summarised, and the text is shown as it comes.</summary>
internal sealed class SummariseChapter : IDemoScene
{
    public string Title => "Summarise a chapter";

    public async Task PlayAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        stage.Output.Say(
            $"“{stage.Chapter.Title}”, {Amounts.Count(stage.Chapter.Text.Length)} characters, goes to the feature "
            + "chapter_summary. "
            + "The app names no model and sends no prompt: the plan's route and the blueprint decide.");
        Summary? summary = null;
        await foreach (var (type, data) in stage.Api.StreamAsync(stage.Chapter, cancellationToken))
        {
            switch (type)
            {
                case "weir.routing": stage.Output.Note(Say(Text(data, "state"))); break;
                case "weir.delta": stage.Output.Delta(Text(data, "text")); break;
                case "weir.completed": summary = JsonSerializer.Deserialize<Summary>(data, WeirApi.Json); break;
                case "weir.error": throw JsonSerializer.Deserialize<Problem>(data, WeirApi.Json)!.ToFailure();
            }
        }
        stage.Output.EndOfText();
        if (summary is null) throw new CommandFailedException("The stream ended before the answer was complete.");
        stage.Served.Add(summary);
        stage.Output.Facts(FactsOf(summary));
    }

    private static string Say(string state) => state switch
    {
        "flex_reading" => "Reading with Flex: half the price, when the provider has room",
        "flex_served" => "Flex served it",
        "flex_to_fast_retry" => "Flex had no room: the same call again at the fast tier, inside the same hold",
        _ => state,
    };

    private static List<(string Name, string Value)> FactsOf(Summary summary)
    {
        var (usage, routing) = (summary.Usage, summary.Routing);
        return
        [
            ("served by", $"{routing.Provider} {routing.Model}, tier {routing.TierServed}"),
            ("input", $"{Amounts.Count(usage.InputTokens)} tokens"),
            ("output", $"{Amounts.Count(usage.OutputTokens)} tokens, {Amounts.Count(usage.ReasoningTokens)} of them reasoning"),
            ("cost", $"${usage.CostUsd}, exact to the nano-dollar"),
        ];
    }

    private static string Text(string data, string name)
    {
        using var document = JsonDocument.Parse(data);
        return document.RootElement.GetProperty(name).GetString() ?? string.Empty;
    }
}
