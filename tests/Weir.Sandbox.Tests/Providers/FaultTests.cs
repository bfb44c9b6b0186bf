using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Weir.Sandbox.Tests.Providers;

/// <summary>Everything that a script can ask for.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private ProviderServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await ProviderServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Flex_without_capacity_refuses_flex_calls_only()
    {
        await _server.ActOutAsync("""{"match":{"service_tier":"flex"},"status":429,"code":"resource_unavailable"}""");
        await _server.AnswerAsync(Calls.With("service_tier", "default"));
        using var refused = await _server.PostAsync(Calls.Body(), Cancel);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await ErrorOf(refused)).GetProperty("code").GetString().ShouldBe("resource_unavailable");
        refused.Headers.RetryAfter.ShouldBeNull();
        await _server.AnswerAsync(Calls.Body());
    }

    [Fact]
    public async Task A_rate_limit_says_how_long_to_wait()
    {
        await _server.ActOutAsync("""{"status":429,"retry_after_s":7}""");
        using var refused = await _server.PostAsync(Calls.Body(), Cancel);
        (await ErrorOf(refused)).GetProperty("code").GetString().ShouldBe("rate_limit_exceeded");
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        refused.Headers.GetValues("x-ratelimit-remaining-requests").Single().ShouldBe("0");
        refused.Headers.GetValues("x-ratelimit-reset-requests").Single().ShouldBe("7s");
    }

    [Theory]
    [InlineData("""{"status":500}""", 500, "server_error", "server_error")]
    [InlineData("""{"status":503}""", 503, "server_is_overloaded", "service_unavailable_error")]
    [InlineData("""{"status":408}""", 408, "timeout", "timeout")]
    [InlineData("""{"status":401}""", 401, "invalid_api_key", "invalid_request_error")]
    [InlineData("""{"code":"insufficient_quota"}""", 429, "insufficient_quota", "insufficient_quota")]
    [InlineData("""{"code":"slow_down"}""", 429, "slow_down", "rate_limit_error")]
    [InlineData("""{"code":"invalid_prompt"}""", 400, "invalid_prompt", "invalid_request_error")]
    public async Task Refusals_have_status_code_and_type(string fault, int status, string code, string type)
    {
        foreach (var stream in new[] { false, true })
        {
            await _server.ActOutAsync(fault);
            using var refused = await _server.PostAsync(Calls.Body(stream: stream), Cancel);
            ((int)refused.StatusCode).ShouldBe(status);
            refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
            var error = await ErrorOf(refused);
            error.GetProperty("code").GetString().ShouldBe(code);
            error.GetProperty("type").GetString().ShouldBe(type);
        }
    }

    [Fact]
    public async Task A_slow_first_byte_delays_the_headers()
    {
        await _server.ActOutAsync("""{"delay_ms":400}""");
        var watch = Stopwatch.StartNew();
        using var response = await _server.PostAsync(Calls.Body(stream: true), Cancel);
        watch.ElapsedMilliseconds.ShouldBeGreaterThanOrEqualTo(390);
        (await SseEvent.ReadAllAsync(response))[^1].Type.ShouldBe("response.completed");
    }

    [Fact]
    public async Task A_slow_stream_pauses_between_deltas()
    {
        await _server.ActOutAsync("""{"pace_ms":10}""");
        using var response = await _server.PostAsync(Calls.Body(stream: true), Cancel);
        var watch = Stopwatch.StartNew();
        var deltas = (await SseEvent.ReadAllAsync(response)).Count(e => e.Type == "response.output_text.delta");
        watch.ElapsedMilliseconds.ShouldBeGreaterThan((deltas - 3) * 10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public async Task A_stream_breaks_after_exactly_so_many_events(int count)
    {
        await _server.ActOutAsync($$"""{"cut_after_events":{{count}}}""");
        var events = new List<SseEvent>();
        await Should.ThrowAsync<Exception>(async () =>
        {
            using var response = await _server.PostAsync(Calls.Body(stream: true), Cancel);
            await SseEvent.ReadIntoAsync(response, events);
        });
        events.Count.ShouldBe(count);
        var call = (await _server.CallsAsync()).ShouldHaveSingleItem();
        call.GetProperty("outcome").GetString().ShouldBe("cut");
        call.GetProperty("usage").GetProperty("output_tokens").GetInt32().ShouldBe(count == 7 ? 65 : 0);
    }

    [Fact]
    public async Task A_buffered_answer_breaks_halfway()
    {
        await _server.ActOutAsync("""{"cut_after_events":1}""");
        using var response = await _server.PostAsync(Calls.Body(), Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await Should.ThrowAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Usage_can_be_missing()
    {
        await _server.ActOutAsync("""{"times":2,"usage":"missing"}""");
        (await _server.AnswerAsync(Calls.Body())).TryGetProperty("usage", out _).ShouldBeFalse();
        var events = await _server.StreamAsync(Calls.Body(stream: true));
        events[^1].Data.GetProperty("response").TryGetProperty("usage", out _).ShouldBeFalse();
        var calls = await _server.CallsAsync();
        calls.ShouldAllBe(c => c.GetProperty("usage_reported").GetString() == "missing");
        calls.ShouldAllBe(c => c.GetProperty("usage").GetProperty("output_tokens").GetInt32() > 64);
    }

    [Fact]
    public async Task Usage_can_come_twice()
    {
        await _server.ActOutAsync("""{"times":2,"usage":"twice"}""");
        var events = await _server.StreamAsync(Calls.Body(stream: true));
        events.Count(e => e.Type == "response.completed").ShouldBe(2);
        events[^1].Data.GetProperty("response").GetProperty("usage").ShouldBeLike(events[^2].Data.GetProperty("response").GetProperty("usage"));
        using var buffered = await _server.PostAsync(Calls.Body(), Cancel);
        (await buffered.Content.ReadAsStringAsync(Cancel)).Split("\"usage\":").Length.ShouldBe(3);
    }

    [Fact]
    public async Task Usage_can_be_anything()
    {
        await _server.ActOutAsync(
            """{"usage":{"input_tokens":-5,"input_tokens_details":{"cached_tokens":1024},"output_tokens":1e20,"total_tokens":"many"}}""");
        var usage = (await _server.AnswerAsync(Calls.Body())).GetProperty("usage");
        usage.GetProperty("input_tokens").GetRawText().ShouldBe("-5");
        usage.GetProperty("input_tokens_details").GetProperty("cached_tokens").GetInt32().ShouldBe(1_024);
        usage.GetProperty("input_tokens_details").GetProperty("cache_write_tokens").GetInt32().ShouldBe(0);
        usage.GetProperty("output_tokens").GetRawText().ShouldBe("1e20");
        usage.GetProperty("total_tokens").GetString().ShouldBe("many");
        usage.GetProperty("output_tokens_details").GetProperty("reasoning_tokens").GetInt32().ShouldBe(64);
    }

    [Fact]
    public async Task An_altered_part_changes_the_total()
    {
        await _server.ActOutAsync("""{"usage":{"input_tokens":10000}}""");
        var usage = (await _server.AnswerAsync(Calls.Body())).GetProperty("usage");
        usage.GetProperty("total_tokens").GetInt32().ShouldBe(10_000 + usage.GetProperty("output_tokens").GetInt32());
    }

    [Fact]
    public async Task A_response_can_fail_with_HTTP_200()
    {
        await _server.ActOutAsync("""{"times":2,"status":"failed","code":"rate_limit_exceeded"}""");
        var response = await _server.AnswerAsync(Calls.Body());
        response.GetProperty("status").GetString().ShouldBe("failed");
        response.GetProperty("error").GetProperty("code").GetString().ShouldBe("rate_limit_exceeded");
        response.GetProperty("usage").ValueKind.ShouldBe(JsonValueKind.Null);
        response.GetProperty("output").GetArrayLength().ShouldBe(0);
        var events = await _server.StreamAsync(Calls.Body(stream: true));
        events[^1].Type.ShouldBe("response.failed");
        events.ShouldNotContain(e => e.Type == "response.output_text.done");
        events.Count(e => e.Type == "response.output_text.delta").ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task A_failed_response_can_carry_usage()
    {
        await _server.ActOutAsync("""{"status":"failed","usage":{}}""");
        var usage = (await _server.AnswerAsync(Calls.Body())).GetProperty("usage");
        usage.GetProperty("output_tokens").GetInt32().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("max_output_tokens")]
    [InlineData("content_filter")]
    public async Task A_response_can_be_incomplete(string reason)
    {
        var whole = WireFormatTests.TextOf(await _server.AnswerAsync(Calls.Body()));
        await _server.ActOutAsync($$"""{"times":2,"status":"incomplete","code":"{{reason}}"}""");
        var response = await _server.AnswerAsync(Calls.Body());
        response.GetProperty("status").GetString().ShouldBe("incomplete");
        response.GetProperty("incomplete_details").GetProperty("reason").GetString().ShouldBe(reason);
        response.GetProperty("output")[1].GetProperty("status").GetString().ShouldBe("incomplete");
        var half = WireFormatTests.TextOf(response);
        whole.ShouldStartWith(half);
        half.Length.ShouldBeLessThan(whole.Length);
        var events = await _server.StreamAsync(Calls.Body(stream: true));
        events[^1].Type.ShouldBe("response.incomplete");
        events[^1].Data.GetProperty("response").GetProperty("usage").ShouldBeLike(response.GetProperty("usage"));
    }

    [Fact]
    public async Task A_stream_can_end_with_an_error_event()
    {
        await _server.ActOutAsync("""{"status":"error","code":"server_is_overloaded"}""");
        var last = (await _server.StreamAsync(Calls.Body(stream: true)))[^1];
        last.Type.ShouldBe("error");
        last.Text("code").ShouldBe("server_is_overloaded");
        last.Data.GetProperty("param").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_tier_can_be_served_by_another()
    {
        await _server.ActOutAsync("""{"serve_tier":"default"}""");
        (await _server.AnswerAsync(Calls.With("service_tier", "priority"))).GetProperty("service_tier").GetString().ShouldBe("default");
    }

    [Fact]
    public async Task Refused_requests_use_up_no_fault()
    {
        await _server.ActOutAsync("""{"status":500}""");
        using var bad = await _server.PostAsync(Calls.With("model", "gpt-9"), Cancel);
        bad.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var faulty = await _server.PostAsync(Calls.Body(), Cancel);
        faulty.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
    }

    private static async Task<JsonElement> ErrorOf(HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancel)).GetProperty("error");
}
