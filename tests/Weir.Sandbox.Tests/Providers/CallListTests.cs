using System.Text.Json;

namespace Weir.Sandbox.Tests.Providers;

/// <summary>The list of calls: what came, what was made, and no text of a caller.</summary>
public sealed class CallListTests
{
    private const string Canary = "zqcanary7";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Names_what_was_asked_and_served_with_the_stand_ins_own_count()
    {
        await using var server = await ProviderServer.StartAsync();
        var answer = await server.AnswerAsync(Calls.Body());
        await server.StreamAsync(Calls.With("service_tier", null, stream: true));
        using var refused = await server.PostAsync(Calls.With("model", "gpt-9"), Cancel);

        var calls = await server.CallsAsync();
        calls.Count.ShouldBe(3);
        calls[0].GetProperty("id").GetString().ShouldBe(answer.GetProperty("id").GetString());
        calls[0].GetProperty("model").GetString().ShouldBe("gpt-5-mini");
        calls[0].GetProperty("tier_requested").GetString().ShouldBe("flex");
        calls[0].GetProperty("tier_served").GetString().ShouldBe("flex");
        calls[0].GetProperty("stream").GetBoolean().ShouldBeFalse();
        calls[0].GetProperty("status").GetInt32().ShouldBe(200);
        calls[0].GetProperty("outcome").GetString().ShouldBe("completed");
        calls[0].GetProperty("at").GetDateTimeOffset().Offset.ShouldBe(TimeSpan.Zero);
        foreach (var name in new[] { "input_tokens", "output_tokens", "total_tokens" })
            calls[0].GetProperty("usage").GetProperty(name).GetInt32().ShouldBe(answer.GetProperty("usage").GetProperty(name).GetInt32());
        calls[1].GetProperty("tier_requested").ValueKind.ShouldBe(JsonValueKind.Null);
        calls[1].GetProperty("tier_served").GetString().ShouldBe("default");
        calls[1].GetProperty("stream").GetBoolean().ShouldBeTrue();
        calls[1].GetProperty("usage").ShouldBeLike(calls[0].GetProperty("usage"));
        calls[2].GetProperty("outcome").GetString().ShouldBe("refused");
        calls[2].GetProperty("status").GetInt32().ShouldBe(404);
        calls[2].GetProperty("error_code").GetString().ShouldBe("model_not_found");
        calls[2].GetProperty("usage").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task No_text_of_a_caller_gets_into_it()
    {
        await using var server = await ProviderServer.StartAsync();
        var body = Calls.Body(Canary + " " + Calls.Story);
        body["instructions"] = Canary;
        body["metadata"] = new Dictionary<string, string> { [Canary] = Canary, ["feature"] = Canary };
        body["safety_identifier"] = Canary;
        body["user"] = Canary;
        await server.AnswerAsync(body);
        (await server.PostAsync(Calls.With("model", Canary), Cancel)).Dispose();
        (await server.PostAsync(Calls.With(Canary, Canary), Cancel)).Dispose();
        using var stranger = new HttpRequestMessage(HttpMethod.Post, "/sandbox/providers/openai/v1/responses");
        stranger.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Canary);
        (await server.Client.SendAsync(stranger, Cancel)).Dispose();

        var list = JsonSerializer.Serialize(await server.CallsAsync());
        list.ShouldNotContain(Canary);
        (await server.CallsAsync()).Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_call_is_listed_while_it_runs_and_when_its_caller_is_gone()
    {
        await using var server = await ProviderServer.StartAsync();
        await server.ActOutAsync("""{"pace_ms":50}""");
        using (var response = await server.PostAsync(Calls.Body(stream: true), Cancel))
        {
            (await server.CallsAsync()).Single().GetProperty("outcome").GetString().ShouldBe("in_progress");
        }
        for (var round = 0; (await server.CallsAsync()).Single().GetProperty("outcome").GetString() != "client_closed"; round++)
        {
            round.ShouldBeLessThan(100);
            await Task.Delay(50, Cancel);
        }
        var usage = (await server.CallsAsync()).Single().GetProperty("usage");
        usage.GetProperty("input_tokens").GetInt32().ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task Keeps_the_last_calls_only()
    {
        await using var server = await ProviderServer.StartAsync(options => options.CallsKept = 3);
        var ids = new List<string>();
        for (var i = 0; i < 5; i++) ids.Add((await server.AnswerAsync(Calls.Body("Hi"))).GetProperty("id").GetString()!);
        (await server.CallsAsync()).Select(c => c.GetProperty("id").GetString()).ShouldBe(ids[2..]);
        var text = await server.Client.GetStringAsync(new Uri("/sandbox/providers/openai/calls", UriKind.Relative), Cancel);
        JsonElement.Parse(text).GetProperty("total").GetInt32().ShouldBe(5);
    }
}
