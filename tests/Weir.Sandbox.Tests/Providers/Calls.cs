namespace Weir.Sandbox.Tests.Providers;

/// <summary>Bodies of calls, as the gateway sends them.</summary>
internal static class Calls
{
    public const string Model = "gpt-5-mini";

    public const string Story =
        "The river rose in the night. By morning the mill wheel stood still, and Anna walked the bank with a lantern she no "
        + "longer needed. Her brother Tomas had promised to mend the weir before the rains. He had promised many things. At the "
        + "bend she found his coat, folded, dry, with the letter in its pocket, and she read it twice before she called out.";

    public static Dictionary<string, object?> Body(string input = Story, bool stream = false) => new()
    {
        ["model"] = Model,
        ["input"] = input,
        ["instructions"] = "You summarise chapters.",
        ["max_output_tokens"] = 1_500,
        ["reasoning"] = new { effort = "low" },
        ["service_tier"] = "flex",
        ["stream"] = stream,
    };

    public static Dictionary<string, object?> With(string name, object? value, bool stream = false)
    {
        var body = Body(stream: stream);
        body[name] = value;
        return body;
    }
}
