using System.Text.Json;
using Weir.Cli.Demo.Http;

namespace Weir.Cli.Demo;

/// <summary>What happened, for <c>--json</c>.</summary>
/// <param name="Url">The server.</param>
/// <param name="User">Who was signed up.</param>
/// <param name="Served">The calls that were served.</param>
/// <param name="Refused">The 402 that ended the plan; null when the plan is too large to be used up.</param>
/// <param name="Usage">Usage when the plan had no more room.</param>
/// <param name="Bought">The plan that was bought then; null when none was.</param>
/// <param name="ServedAfterwards">The call that it served, which the plan before had refused.</param>
internal sealed record DemoReport(
    Uri Url, DemoUser User, IReadOnlyList<Summary> Served, Problem? Refused, Usage Usage,
    BoughtPlan? Bought, Summary? ServedAfterwards)
{
    private static readonly JsonSerializerOptions s_json = new(WeirApi.Json) { WriteIndented = true };

    public string ToJson() => JsonSerializer.Serialize(this, s_json);
}
