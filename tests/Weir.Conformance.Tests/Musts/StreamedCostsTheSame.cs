using System.Net;
using Weir.Conformance.Tests.Live;

namespace Weir.Conformance.Tests.Musts;

/// <summary>Streamed and buffered calls of the same input cost the same, to the nano-dollar.</summary>
[Collection(ScritorioCollection.Name)]
public sealed class StreamedCostsTheSame(ScritorioSystem system)
{
    public static TheoryData<string> Texts() => new(
        Requests.Chapter,
        "Short.",
        string.Concat(Enumerable.Repeat(Requests.Chapter + "\n\n", 20)),
        "Ünïcödé — „Zitat“, 日本語, 🙂🙂. " + Requests.Chapter);

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task To_the_nano_dollar(string text)
    {
        var user = await system.Live.SignUpAsync();
        var (status, buffered) = await user.Http.PostAsync(Requests.Responses, Requests.Summary(text));
        status.ShouldBe(HttpStatusCode.OK, buffered.GetRawText());
        var streamed = (await user.Http.StreamAsync(Requests.Summary(text, stream: true)))[^1].Data;

        streamed.Text("usage", "cost_usd").ShouldBe(buffered.Text("usage", "cost_usd"));
        streamed.Text("usage", "total_tokens").ShouldBe(buffered.Text("usage", "total_tokens"));
        streamed.Text("output", "text").ShouldBe(buffered.Text("output", "text"));

        var (_, page) = await user.Http.GetJsonAsync("/v1/ai/usage/events");
        var costs = page.GetProperty("data").EnumerateArray().Select(e => e.Text("cost_usd")).ToArray();
        costs.Length.ShouldBe(2);
        costs[0].ShouldBe(costs[1]);
    }
}
