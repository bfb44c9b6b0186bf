using System.Net;
using System.Text.Json;

namespace Weir.Sandbox.Tests.Providers;

/// <summary>Scripts: matched, counted, cleared, and refused with everything that is wrong with them.</summary>
public sealed class ScriptTests : IAsyncLifetime
{
    private ProviderServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await ProviderServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Every_fault_of_a_script_is_named_and_nothing_of_it_is_kept()
    {
        using var response = await _server.ScriptAsync(
            """
            {"faults":[
              {"status":500},
              {"times":0,"status":"broken","delay_ms":-1,"cut_after_events":"x","usage":"thrice","surprise":1},
              {"match":{"model":7,"stream":"yes","region":"eu","metadata":{"a":1}},"code":"no_such_code"},
              {"status":429,"usage":"missing","pace_ms":5},
              {"usage":{"input_tokens":1,"tokens":2,"input_tokens_details":{"cached":1}}},
              {"retry_after_s":5}],
             "extra":true}
            """);
        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancel));
        problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()).ShouldBe(
        [
            "extra", "faults[1].times", "faults[1].status", "faults[1].delay_ms", "faults[1].cut_after_events",
            "faults[1].usage", "faults[1].surprise", "faults[2].match.model", "faults[2].match.stream",
            "faults[2].match.region", "faults[2].match.metadata", "faults[2].code", "faults[3].usage", "faults[3].pace_ms",
            "faults[4].usage.tokens", "faults[4].usage.input_tokens_details.cached", "faults[5].retry_after_s",
        ], ignoreOrder: true);
        await _server.AnswerAsync(Calls.Body());
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"faults\":{}}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"faults\":[]}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"faults\":[7]}", HttpStatusCode.UnprocessableEntity)]
    public async Task What_is_no_script_is_refused(string body, HttpStatusCode status)
    {
        using var response = await _server.ScriptAsync(body);
        response.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task No_more_faults_wait_than_memory_is_set_aside_for()
    {
        var many = $"{{\"faults\":[{string.Join(',', Enumerable.Repeat("{\"status\":500}", 200))}]}}";
        for (var i = 0; i < 5; i++)
        {
            using var accepted = await _server.ScriptAsync(many);
            accepted.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        using var refused = await _server.ScriptAsync(many);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Faults_wait_in_order_and_are_cleared_by_delete()
    {
        await _server.ActOutAsync("""{"times":2,"status":500},{"status":503}""");
        (await StatusAsync(Calls.Body())).ShouldBe(500);
        (await StatusAsync(Calls.Body())).ShouldBe(500);
        (await StatusAsync(Calls.Body())).ShouldBe(503);
        (await StatusAsync(Calls.Body())).ShouldBe(200);
        await _server.ActOutAsync("""{"times":9,"status":500}""");
        using var cleared = await _server.Client.DeleteAsync(new Uri("/sandbox/providers/openai/script", UriKind.Relative), Cancel);
        cleared.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await StatusAsync(Calls.Body())).ShouldBe(200);
    }

    [Theory]
    [InlineData("""{"model":"gpt-5-mini"}""", true)]
    [InlineData("""{"model":"gpt-5"}""", false)]
    [InlineData("""{"service_tier":"flex","stream":false}""", true)]
    [InlineData("""{"service_tier":"default"}""", false)]
    [InlineData("""{"stream":true}""", false)]
    [InlineData("""{"feature":"chapter_summary"}""", true)]
    [InlineData("""{"feature":"act_summary"}""", false)]
    [InlineData("""{"metadata":{"run":"7"}}""", true)]
    [InlineData("""{"metadata":{"run":"8"}}""", false)]
    [InlineData("""{}""", true)]
    public async Task Only_calls_that_match_are_faulty(string match, bool covered)
    {
        await _server.ActOutAsync($$"""{"match":{{match}},"status":500}""");
        var body = Calls.With("metadata", new { feature = "chapter_summary", run = "7" });
        (await StatusAsync(body)).ShouldBe(covered ? 500 : 200);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("auto")]
    [InlineData("default")]
    public async Task A_call_without_tier_is_a_call_at_the_default_one(string? tier)
    {
        await _server.ActOutAsync("""{"match":{"service_tier":"default"},"status":500}""");
        (await StatusAsync(Calls.With("service_tier", tier))).ShouldBe(500);
    }

    [Fact]
    public async Task Racing_calls_take_a_fault_exactly_as_often_as_it_says()
    {
        await _server.ActOutAsync("""{"times":17,"status":503}""");
        var statuses = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => StatusAsync(Calls.Body())));
        statuses.Count(s => s == 503).ShouldBe(17);
        statuses.Count(s => s == 200).ShouldBe(43);
    }

    [Fact]
    public async Task A_provider_without_stand_in_is_not_found()
    {
        foreach (var path in new[] { "calls", "script" })
        {
            using var request = new HttpRequestMessage(path == "calls" ? HttpMethod.Get : HttpMethod.Delete, $"/sandbox/providers/nobody/{path}");
            using var response = await _server.Client.SendAsync(request, Cancel);
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancel)).GetProperty("code").GetString().ShouldBe("not_found");
        }
    }

    private async Task<int> StatusAsync(object body)
    {
        using var response = await _server.PostAsync(body, Cancel);
        return (int)response.StatusCode;
    }
}
