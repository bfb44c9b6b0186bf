using Weir.Gateway.Tests.Loopback;
using Weir.Gateway.Tests.Providers;
using Weir.Gateway.Tests.Providers.OpenAi;

namespace Weir.Gateway.Tests.Live;

/// <summary>What the scripted provider does.</summary>
internal static class Scripts
{
    /// <summary>
    /// 120 input tokens, 100 of them cached and 5 written, 40 output: 30,000 + 20,000 + 12,500 + 400,000 nano-USD.
    /// </summary>
    public const long Cost = 462_500;

    public static readonly string[] Pieces = ["It ", "rose ", "in the ", "night."];

    public static WireAnswer Answer(string tier = "default", string? usage = null) =>
        new(Pieces, usage ?? OpenAiWire.Usage("120")) { Tier = tier, Model = "gpt-6-sol-2026-09-22" };

    /// <summary>Answers every call in the form and on the tier that it asks for.</summary>
    public static Task ServeAsync(Exchange exchange) => RespondAsync(exchange, Answer(exchange.Call.Tier));

    public static Task RespondAsync(Exchange exchange, WireAnswer answer) => exchange.Call.WantsStream
        ? exchange.StreamAsync(OpenAiWire.Stream(answer), "x-request-id: req_upstream\r\n")
        : exchange.RespondAsync(200, OpenAiWire.Body(answer), headers: "x-request-id: req_upstream\r\n");

    /// <summary>Answers in pieces, so that a client can leave between any two of them.</summary>
    public static async Task TrickleAsync(Exchange exchange, TimeSpan pause)
    {
        var text = OpenAiWire.Stream(Answer(exchange.Call.Tier));
        await exchange.BeginStreamAsync();
        foreach (var part in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            await exchange.ChunkAsync(part + "\n\n");
            await Task.Delay(pause, exchange.End);
        }
        await exchange.EndStreamAsync();
    }

    /// <summary>Streams up to its last event, and no further.</summary>
    public static async Task HalfAsync(Exchange exchange)
    {
        var text = OpenAiWire.Stream(Answer(exchange.Call.Tier));
        await exchange.BeginStreamAsync();
        await exchange.ChunkAsync(text[..text.LastIndexOf("event:", StringComparison.Ordinal)]);
    }

    public static Task ErrorAsync(Exchange exchange, int status, string type, string code) => exchange.RespondAsync(
        status, $$$"""{"error":{"message":"zq-upstream-canary org-123 {{{LiveGateway.ApiKey}}}","type":"{{{type}}}","code":"{{{code}}}"}}""");
}
