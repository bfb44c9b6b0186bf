using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Weir.Http.Tests.Kit;

namespace Weir.Http.Tests.Problems;

public sealed class ProblemTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_answer_has_an_id_of_ours_and_no_two_have_the_same()
    {
        await using var app = await TestApp.StartAsync();
        var ids = new List<string>();
        foreach (var path in new[] { "/open", "/me", "/nowhere", "/throw/internal", "/throw/store", "/denied" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Weir-Request-Id", "mine");
            request.Headers.Add("X-Request-Id", "mine");
            using var response = await app.Http.SendAsync(request, Cancellation);
            ids.Add(response.Headers.GetValues("Weir-Request-Id").Single());
            response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            response.Headers.Contains("Server").ShouldBeFalse();
        }

        ids.ShouldAllBe(id => id.StartsWith("req_") && id.Length == 36);
        ids.Distinct().Count().ShouldBe(ids.Count);
    }

    [Theory]
    [InlineData("store", 503, "store_unavailable", true)]
    [InlineData("overloaded", 503, "overloaded", true)]
    [InlineData("bad", 400, "malformed_request", false)]
    [InlineData("large", 413, "body_too_large", false)]
    [InlineData("internal", 500, "internal", false)]
    public async Task Exception_becomes_a_problem_without_its_text(
        string kind, int status, string code, bool hasRetryAfter)
    {
        await using var app = await TestApp.StartAsync();

        using var response = await app.GetAsync("/throw/" + kind);

        ((int)response.StatusCode).ShouldBe(status);
        (await response.CodeAsync()).ShouldBe(code);
        (response.Headers.RetryAfter is not null).ShouldBe(hasRetryAfter);
        string.Join('\n', app.Logs.All).ShouldNotContain(Canary.Text);
    }

    [Fact]
    public async Task Log_of_a_fault_has_the_types_the_place_and_the_request_id()
    {
        await using var app = await TestApp.StartAsync();

        using var response = await app.GetAsync("/throw/internal");

        var line = app.Logs.All.Single(l => l.Contains(" failed: ", StringComparison.Ordinal));
        line.ShouldContain(response.Headers.GetValues("Weir-Request-Id").Single());
        line.ShouldContain("System.InvalidOperationException");
        line.ShouldContain("caused by System.FormatException");
        line.ShouldContain("TestApp");
    }

    [Fact]
    public async Task Overload_is_logged_once_a_second_and_not_once_a_call()
    {
        await using var app = await TestApp.StartAsync();

        for (var i = 0; i < 20; i++) using (await app.GetAsync("/throw/overloaded")) { }
        app.Time.Advance(TimeSpan.FromSeconds(1));
        using (await app.GetAsync("/throw/overloaded")) { }

        var lines = app.Logs.All.Where(l => l.Contains("Refused as too many", StringComparison.Ordinal)).ToList();
        lines.Count.ShouldBe(2);
        lines[0].ShouldContain("too many: 1 since");
        lines[1].ShouldContain("too many: 20 since");
    }

    [Fact]
    public async Task Unknown_route_method_and_type_answer_problems()
    {
        await using var app = await TestApp.StartAsync(map: a => a.MapPost("/typed", (TypedBody body) => body.Name));

        using var nowhere = await app.GetAsync("/nowhere");
        using var method = await app.Http.DeleteAsync("/open", Cancellation);
        using var type = await app.Http.PostAsync("/typed", new StringContent("a=b", Encoding.UTF8, "text/plain"),
            Cancellation);
        using var bound = await app.Http.PostAsync("/typed", new StringContent("{", Encoding.UTF8, "application/json"),
            Cancellation);

        nowhere.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await nowhere.CodeAsync()).ShouldBe("not_found");
        method.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await method.CodeAsync()).ShouldBe("method_not_allowed");
        method.Content.Headers.Allow.ShouldBe(["GET"]);
        type.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await type.CodeAsync()).ShouldBe("unsupported_media_type");
        bound.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bound.CodeAsync()).ShouldBe("malformed_request");
    }

    [Fact]
    public async Task Half_an_answer_is_cut_off_and_not_completed()
    {
        await using var app = await TestApp.StartAsync();

        var answer = await RawHttp.GetAsync(app.Url, "/half");

        answer.Body.ShouldNotEndWith("0\r\n\r\n");
        answer.Body.ShouldNotContain(Canary.Text);
    }

    [Fact]
    public async Task Client_that_leaves_is_no_fault_of_ours()
    {
        await using var app = await TestApp.StartAsync();
        using var leave = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(() => app.Http.GetAsync("/slow", leave.Token));

        for (var i = 0; i < 100 && !app.Logs.All.Any(l => l.Contains("499", StringComparison.Ordinal)); i++)
            await Task.Delay(50, Cancellation);
        app.Logs.All.ShouldContain(l => l.Contains("ended with 499: the client is gone", StringComparison.Ordinal));
        app.Logs.All.ShouldNotContain(l => l.Contains(" failed: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("k", true)]
    [InlineData("order-1:retry!~", true)]
    [InlineData("with space", false)]
    [InlineData("umläut", false)]
    [InlineData("", false)]
    public async Task Idempotency_key_is_visible_ascii(string key, bool isGood)
    {
        await using var app = await TestApp.StartAsync();

        var answer = await RawHttp.SendAsync(app.Url,
            $"POST /key HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Length: 0\r\nIdempotency-Key: {key}\r\n\r\n");

        (answer.Status, answer.Code).ShouldBe(isGood ? (200, null) : (422, "invalid_input"));
        if (isGood) answer.Body.ShouldContain($"\"key\":\"{key}\"");
    }

    [Fact]
    public async Task Idempotency_key_is_bounded_single_and_optional()
    {
        await using var app = await TestApp.StartAsync();
        const string head = "POST /key HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Length: 0\r\n";

        (await RawHttp.SendAsync(app.Url, $"{head}\r\n")).Body.ShouldContain("\"key\":null");
        (await RawHttp.SendAsync(app.Url,
            $"{head}Idempotency-Key: {new string('k', 255)}\r\n\r\n")).Status.ShouldBe(200);
        (await RawHttp.SendAsync(app.Url,
            $"{head}Idempotency-Key: {new string('k', 256)}\r\n\r\n")).Code.ShouldBe("invalid_input");
        (await RawHttp.SendAsync(app.Url,
            $"{head}Idempotency-Key: a\r\nIdempotency-Key: a\r\n\r\n")).Code.ShouldBe("invalid_input");
    }

    private sealed record TypedBody(string Name);
}
