using System.Text.Json;
using System.Text.RegularExpressions;

namespace Weir.Sandbox.Tests.Providers;

/// <summary>The answers are OpenAI's, member by member and event by event.</summary>
public sealed partial class WireFormatTests : IAsyncLifetime
{
    private ProviderServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ProviderServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_response_has_every_member_and_echoes_the_settings()
    {
        var body = Calls.Body();
        body["metadata"] = new { weir_request_id = "req_1" };
        body["safety_identifier"] = "user-1";
        body["store"] = false;
        var response = await _server.AnswerAsync(body);

        response.EnumerateObject().Select(m => m.Name).ShouldBe(
        [
            "id", "object", "created_at", "status", "background", "completed_at", "error", "incomplete_details", "output",
            "instructions", "max_output_tokens", "max_tool_calls", "model", "parallel_tool_calls", "previous_response_id",
            "prompt_cache_key", "prompt_cache_retention", "reasoning", "safety_identifier", "service_tier", "store",
            "temperature", "text", "tool_choice", "tools", "top_logprobs", "top_p", "truncation", "usage", "user", "metadata",
        ], ignoreOrder: true);
        ResponseId().IsMatch(response.GetProperty("id").GetString()!).ShouldBeTrue();
        response.GetProperty("object").GetString().ShouldBe("response");
        response.GetProperty("status").GetString().ShouldBe("completed");
        response.GetProperty("model").GetString().ShouldBe("gpt-5-mini-2025-08-07");
        response.GetProperty("service_tier").GetString().ShouldBe("flex");
        response.GetProperty("reasoning").GetProperty("effort").GetString().ShouldBe("low");
        response.GetProperty("max_output_tokens").GetInt32().ShouldBe(1_500);
        response.GetProperty("store").GetBoolean().ShouldBeFalse();
        response.GetProperty("safety_identifier").GetString().ShouldBe("user-1");
        response.GetProperty("metadata").GetProperty("weir_request_id").GetString().ShouldBe("req_1");
        response.GetProperty("created_at").GetInt64().ShouldBeLessThanOrEqualTo(response.GetProperty("completed_at").GetInt64());
    }

    [Fact]
    public async Task The_output_is_a_reasoning_item_and_a_message_about_the_input()
    {
        var output = (await _server.AnswerAsync(Calls.Body())).GetProperty("output");
        output.GetArrayLength().ShouldBe(2);
        output[0].GetProperty("type").GetString().ShouldBe("reasoning");
        output[0].GetProperty("id").GetString()!.ShouldStartWith("rs_");
        output[1].GetProperty("type").GetString().ShouldBe("message");
        output[1].GetProperty("role").GetString().ShouldBe("assistant");
        output[1].GetProperty("status").GetString().ShouldBe("completed");
        var part = output[1].GetProperty("content").EnumerateArray().ShouldHaveSingleItem();
        part.GetProperty("type").GetString().ShouldBe("output_text");
        part.GetProperty("text").GetString()!.ShouldContain("Anna");
        part.GetProperty("text").GetString()!.ShouldNotContain("summarise");
    }

    [Fact]
    public async Task Usage_fits_the_text()
    {
        var usage = (await _server.AnswerAsync(Calls.Body())).GetProperty("usage");
        var input = usage.GetProperty("input_tokens").GetInt32();
        var output = usage.GetProperty("output_tokens").GetInt32();
        var reasoning = usage.GetProperty("output_tokens_details").GetProperty("reasoning_tokens").GetInt32();
        input.ShouldBeInRange(Calls.Story.Length / 5, Calls.Story.Length / 3);
        reasoning.ShouldBe(64);
        output.ShouldBeGreaterThan(reasoning + 20);
        usage.GetProperty("total_tokens").GetInt32().ShouldBe(input + output);
        usage.GetProperty("input_tokens_details").GetProperty("cached_tokens").GetInt32().ShouldBe(0);
        usage.GetProperty("input_tokens_details").GetProperty("cache_write_tokens").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData("minimal", 0)]
    [InlineData("low", 64)]
    [InlineData("medium", 192)]
    [InlineData("high", 448)]
    public async Task More_effort_costs_more_reasoning(string effort, int tokens)
    {
        var usage = (await _server.AnswerAsync(Calls.With("reasoning", new { effort }))).GetProperty("usage");
        usage.GetProperty("output_tokens_details").GetProperty("reasoning_tokens").GetInt32().ShouldBe(tokens);
    }

    [Theory]
    [InlineData(16, 1, "completed")]
    [InlineData(16, 5, "incomplete")]
    [InlineData(200, 5, "completed")]
    public async Task Output_with_reasoning_keeps_within_max_output_tokens(int max, int chapters, string status)
    {
        var body = Calls.Body(string.Concat(Enumerable.Repeat($"<chapter>{Calls.Story}</chapter>", chapters)));
        body["max_output_tokens"] = max;
        var response = await _server.AnswerAsync(body);
        response.GetProperty("status").GetString().ShouldBe(status);
        var made = response.GetProperty("usage").GetProperty("output_tokens").GetInt32();
        made.ShouldBeLessThanOrEqualTo(max);
        if (status != "incomplete") return;
        made.ShouldBe(max);
        response.GetProperty("incomplete_details").GetProperty("reason").GetString().ShouldBe("max_output_tokens");
        var events = await _server.StreamAsync(new Dictionary<string, object?>(body) { ["stream"] = true });
        events[^1].Type.ShouldBe("response.incomplete");
    }

    [Fact]
    public async Task Streamed_events_come_in_the_order_of_the_api()
    {
        var events = await _server.StreamAsync(Calls.Body(stream: true));
        events.Select(e => e.Type).Where(t => t != "response.output_text.delta").ShouldBe(
        [
            "response.created", "response.in_progress", "response.output_item.added", "response.output_item.done",
            "response.output_item.added", "response.content_part.added", "response.output_text.done",
            "response.content_part.done", "response.output_item.done", "response.completed",
        ]);
        events.Select(e => e.Data.GetProperty("sequence_number").GetInt32()).ShouldBe(Enumerable.Range(0, events.Count));
        events.ShouldAllBe(e => e.Text("type") == e.Type);
        events[0].Data.GetProperty("response").GetProperty("status").GetString().ShouldBe("in_progress");
        events[0].Data.GetProperty("response").GetProperty("usage").ValueKind.ShouldBe(JsonValueKind.Null);
        events[1].Data.GetProperty("response").GetProperty("id").ShouldBeLike(events[^1].Data.GetProperty("response").GetProperty("id"));
        var delta = events.First(e => e.Type == "response.output_text.delta");
        delta.Data.GetProperty("output_index").GetInt32().ShouldBe(1);
        delta.Data.GetProperty("content_index").GetInt32().ShouldBe(0);
        delta.Text("item_id").ShouldStartWith("msg_");
    }

    [Fact]
    public async Task Streamed_and_buffered_have_the_same_text_and_usage()
    {
        foreach (var input in new[] { Calls.Story, Books.Chapter, "Hi" })
        {
            var buffered = await _server.AnswerAsync(Calls.Body(input));
            var again = await _server.AnswerAsync(Calls.Body(input));
            var events = await _server.StreamAsync(Calls.Body(input, stream: true));
            var streamed = events[^1].Data.GetProperty("response");

            var text = TextOf(buffered);
            TextOf(again).ShouldBe(text);
            TextOf(streamed).ShouldBe(text);
            var deltas = events.Where(e => e.Type == "response.output_text.delta").ToList();
            string.Concat(deltas.Select(e => e.Text("delta"))).ShouldBe(text);
            events.Single(e => e.Type == "response.output_text.done").Text("text").ShouldBe(text);
            streamed.GetProperty("usage").GetRawText().ShouldBeLike(buffered.GetProperty("usage").GetRawText());
            again.GetProperty("usage").GetRawText().ShouldBeLike(buffered.GetProperty("usage").GetRawText());
            deltas.Count.ShouldBe(
                buffered.GetProperty("usage").GetProperty("output_tokens").GetInt32()
                - buffered.GetProperty("usage").GetProperty("output_tokens_details").GetProperty("reasoning_tokens").GetInt32());
        }
    }

    [Fact]
    public async Task Deltas_are_padded_unless_the_caller_declines()
    {
        var padded = await _server.StreamAsync(Calls.Body(stream: true));
        padded.Where(e => e.Type == "response.output_text.delta")
            .ShouldAllBe(e => (e.Text("delta").Length + e.Text("obfuscation").Length) % 16 == 0);
        var plain = await _server.StreamAsync(Calls.With("stream_options", new { include_obfuscation = false }, stream: true));
        plain.Any(e => e.Data.TryGetProperty("obfuscation", out _)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null, "default")]
    [InlineData("auto", "default")]
    [InlineData("default", "default")]
    [InlineData("flex", "flex")]
    [InlineData("priority", "priority")]
    [InlineData("fast", "priority")]
    [InlineData("scale", "default")]
    public async Task The_tier_that_served_is_named(string? asked, string served)
    {
        (await _server.AnswerAsync(Calls.With("service_tier", asked))).GetProperty("service_tier").GetString().ShouldBe(served);
        var events = await _server.StreamAsync(Calls.With("service_tier", asked, stream: true));
        events[0].Data.GetProperty("response").GetProperty("service_tier").GetString().ShouldBe(asked ?? "auto");
        events[^1].Data.GetProperty("response").GetProperty("service_tier").GetString().ShouldBe(served);
    }

    [Fact]
    public async Task Headers_name_request_version_and_limits()
    {
        using var response = await _server.PostAsync(Calls.Body(), TestContext.Current.CancellationToken);
        string Header(string name) => response.Headers.GetValues(name).Single();
        Header("x-request-id").ShouldStartWith("req_");
        Header("openai-version").ShouldBe("2020-10-01");
        int.Parse(Header("openai-processing-ms"), System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(0);
        int.Parse(Header("x-ratelimit-limit-requests"), System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
        int.Parse(Header("x-ratelimit-remaining-tokens"), System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
        GoDuration().IsMatch(Header("x-ratelimit-reset-requests")).ShouldBeTrue();
        GoDuration().IsMatch(Header("x-ratelimit-reset-tokens")).ShouldBeTrue();
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
    }

    [Theory]
    [InlineData(0.012, "12ms")]
    [InlineData(1, "1s")]
    [InlineData(1.5, "1.5s")]
    [InlineData(360, "6m0s")]
    [InlineData(3_723, "1h2m3s")]
    public void Durations_are_written_as_Go_writes_them(double seconds, string text) =>
        Weir.Sandbox.Providers.OpenAi.OpenAiHeaders.Duration(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    [Fact]
    public async Task Input_tokens_are_counted_as_a_call_would_bill_them()
    {
        var body = Calls.Body();
        using var content = System.Net.Http.Json.JsonContent.Create(new { model = body["model"], input = body["input"], instructions = body["instructions"] });
        using var response = await _server.Client.PostAsync(
            new Uri("/sandbox/providers/openai/v1/responses/input_tokens", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var counted = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        counted.GetProperty("object").GetString().ShouldBe("response.input_tokens");
        var usage = (await _server.AnswerAsync(body)).GetProperty("usage");
        counted.GetProperty("input_tokens").GetInt32().ShouldBe(usage.GetProperty("input_tokens").GetInt32());
    }

    [Fact]
    public async Task Models_are_listed_with_their_dated_names()
    {
        var list = JsonElement.Parse(await _server.Client.GetStringAsync(
            new Uri("/sandbox/providers/openai/v1/models", UriKind.Relative), TestContext.Current.CancellationToken));
        list.GetProperty("object").GetString().ShouldBe("list");
        var ids = list.GetProperty("data").EnumerateArray().Select(m => m.GetProperty("id").GetString()!).ToList();
        ids.ShouldContain("gpt-5-mini");
        ids.ShouldContain("gpt-5-mini-2025-08-07");
        ids.ShouldBeUnique();
        foreach (var id in ids)
        {
            var body = Calls.With("model", id);
            body["reasoning"] = null;
            body["service_tier"] = null;
            (await _server.AnswerAsync(body)).GetProperty("status").GetString().ShouldBe("completed");
        }
    }

    [Fact]
    public async Task A_schema_is_filled()
    {
        var schema = new
        {
            type = "object",
            properties = new
            {
                summary = new { type = "string" },
                people = new { type = "array", items = new { type = "string" } },
                mood = new { type = "string", @enum = new[] { "dark", "light" } },
                length = new { type = "integer" },
            },
            required = new[] { "summary", "people", "mood", "length" },
            additionalProperties = false,
        };
        var format = new { format = new { type = "json_schema", name = "chapter", strict = true, schema } };
        var answer = JsonElement.Parse(TextOf(await _server.AnswerAsync(Calls.With("text", format))));
        answer.GetProperty("summary").GetString()!.ShouldContain("Anna");
        answer.GetProperty("people").GetArrayLength().ShouldBeGreaterThan(0);
        answer.GetProperty("mood").GetString().ShouldBe("dark");
        answer.GetProperty("length").ValueKind.ShouldBe(JsonValueKind.Number);
    }

    [Fact]
    public async Task A_json_object_is_given_to_those_who_ask_for_one()
    {
        var body = Calls.Body("Answer as JSON with a summary of the text below.\n\n" + Calls.Story);
        body["text"] = new { format = new { type = "json_object" } };
        JsonElement.Parse(TextOf(await _server.AnswerAsync(body))).GetProperty("summary").GetString()!.ShouldContain("Anna");
    }

    [Fact]
    public async Task Reasoning_can_be_carried_by_the_caller()
    {
        var response = await _server.AnswerAsync(Calls.With("include", new[] { "reasoning.encrypted_content" }));
        response.GetProperty("output")[0].GetProperty("encrypted_content").GetString()!.Length.ShouldBeGreaterThan(40);
    }

    internal static string TextOf(JsonElement response) => string.Concat(
        response.GetProperty("output").EnumerateArray().Where(i => i.GetProperty("type").GetString() == "message")
            .SelectMany(i => i.GetProperty("content").EnumerateArray()).Select(p => p.GetProperty("text").GetString()));

    [GeneratedRegex("^resp_[0-9a-f]{48}$")]
    private static partial Regex ResponseId();

    [GeneratedRegex(@"^(\d+h)?(\d+m)?\d+(\.\d+)?(s|ms)$")]
    private static partial Regex GoDuration();
}
