using Weir.Cli.Demo.Http;
using Weir.Cli.Demo.Output;

namespace Weir.Cli.Demo;

/// <summary>What the scenes share.</summary>
internal sealed class DemoStage(WeirApi api, IDemoOutput output, Chapter chapter)
{
    public WeirApi Api { get; } = api;

    public IDemoOutput Output { get; } = output;

    public Chapter Chapter { get; } = chapter;

    /// <summary>Every call that was served, in order.</summary>
    public List<Summary> Served { get; } = [];

    public DemoUser? User { get; set; }

    /// <summary>The problem that ended the plan; null while it lasts.</summary>
    public Problem? Refusal { get; set; }

    /// <summary>The plan that was bought; null when none was.</summary>
    public BoughtPlan? Bought { get; set; }

    /// <summary>The call that the bought plan served.</summary>
    public Summary? ServedAfterwards { get; set; }

    /// <summary>Usage as last seen.</summary>
    public Usage? Usage { get; set; }

    public DemoReport Report() => new(Api.Url, User!, Served, Refusal, Usage!, Bought, ServedAfterwards);
}
