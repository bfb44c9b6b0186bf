using System.Net;
using Weir.Http.Tests.Kit;

namespace Weir.Http.Tests.Options;

public sealed class CorsTests
{
    private const string Origin = "https://app.example.com";

    [Theory]
    [InlineData(Origin, true)]
    [InlineData("https://app.example.com.evil.example", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("http://app.example.com", false)]
    [InlineData("https://app.example.com:444", false)]
    [InlineData("null", false)]
    public async Task Only_exact_origins_may_call(string origin, bool isAllowed)
    {
        await using var app = await TestApp.StartAsync(o => o.CorsOrigins = [Origin]);

        using var preflight = await SendAsync(app, HttpMethod.Options, "/me", origin,
            ("Access-Control-Request-Method", "GET"),
            ("Access-Control-Request-Headers", "authorization,weir-customer"));
        using var refused = await SendAsync(app, HttpMethod.Get, "/me", origin);

        preflight.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed).ShouldBe(isAllowed);
        if (isAllowed) allowed.ShouldBe([Origin]);
        preflight.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
        // A page must be able to read why it was refused.
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Headers.Contains("Access-Control-Allow-Origin").ShouldBe(isAllowed);
    }

    [Fact]
    public async Task Errors_of_every_kind_can_be_read_by_an_allowed_page()
    {
        await using var app = await TestApp.StartAsync(o => o.CorsOrigins = [Origin]);
        foreach (var path in new[] { "/nowhere", "/throw/internal", "/throw/store", "/denied" })
        {
            using var response = await SendAsync(app, HttpMethod.Get, path, Origin);
            response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([Origin], path);
            response.Headers.GetValues("Access-Control-Expose-Headers").Single().ShouldContain("Weir-Request-Id");
        }
    }

    [Fact]
    public async Task Without_origins_no_page_may_call()
    {
        await using var app = await TestApp.StartAsync();

        using var response = await SendAsync(app, HttpMethod.Get, "/open", Origin);

        response.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    private static Task<HttpResponseMessage> SendAsync(
        TestApp app, HttpMethod method, string path, string origin, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", origin);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return app.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
