using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weir.Api.Tests.Kit;
using Weir.Core.Errors;

namespace Weir.Api.Tests.Docs;

/// <summary>The document is complete: whoever maps an endpoint documents it, or this fails.</summary>
public sealed class OpenApiTests : IAsyncLifetime
{
    private ApiServer _server = null!;
    private JsonElement _document;

    public async ValueTask InitializeAsync()
    {
        // Other assemblies map these; here stand-ins of the same method and path are documented in their place.
        _server = await ApiServer.StartAsync(ApiServer.NoDatabase, map: app =>
        {
            app.MapPost("/v1/ai/responses", () => new Answer("x")).RequireAuthorization().Produces<Answer>();
            app.MapPost("/v1/billing/checkout", () => new Answer("x")).RequireAuthorization().Produces<Answer>();
            app.MapPost("/v1/billing/portal", () => new Answer("x")).RequireAuthorization().Produces<Answer>();
            app.MapGet("/v1/billing/subscription", () => new Answer("x")).RequireAuthorization().Produces<Answer>();
            app.MapGet("/auth/v1/health", () => "a stand-in of the sandbox");
        });
        _document = await _server.Http.GetAsync("/openapi/v1.json", HttpStatusCode.OK);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void Every_endpoint_of_the_product_is_in_the_document_and_nothing_else()
    {
        var mapped = _server.Endpoints
            .Where(e => e.RoutePattern.RawText is { } path && !path.StartsWith("/openapi", StringComparison.Ordinal)
                && !path.StartsWith("/auth/", StringComparison.Ordinal))
            .SelectMany(
                e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {e.RoutePattern.RawText}"));
        Operations().Select(o => o.Key).Order().ShouldBe(mapped.Order());
    }

    [Fact]
    public void Every_operation_has_id_summary_errors_and_examples()
    {
        var ids = new HashSet<string>();
        foreach (var (key, operation) in Operations())
        {
            ids.Add(operation.Text("operationId").ShouldNotBeNull(key)).ShouldBeTrue(key);
            operation.Text("operationId")!.ShouldMatch("^[a-z]+(_[a-z]+)+$");
            operation.Text("summary").ShouldNotBeNullOrWhiteSpace(key);
            operation.At("tags").GetArrayLength().ShouldBe(1);
            var responses = operation.At("responses");
            responses.Names().ShouldContain("200", key);
            responses.Names().ShouldContain("500", key);
            foreach (var response in responses.EnumerateObject()) CheckResponse($"{key} {response.Name}", response);
            if (operation.TryGetProperty("requestBody", out var body))
            {
                var json = body.At("content", "application/json");
                json.At("examples").EnumerateObject().ShouldNotBeEmpty(key);
                json.At("schema").EnumerateObject().ShouldNotBeEmpty(key);
            }
            foreach (var parameter in operation.TryGetProperty("parameters", out var list) ? list.EnumerateArray() : [])
            {
                parameter.Text("description").ShouldNotBeNullOrWhiteSpace(key);
                parameter.Text("example").ShouldNotBeNullOrWhiteSpace(key);
            }
        }
        ids.Count.ShouldBeGreaterThanOrEqualTo(10);
    }

    [Fact]
    public void Operations_of_users_need_the_token_and_say_so()
    {
        foreach (var (key, operation) in Operations())
        {
            var isOpen = key is "GET /healthz" or "GET /readyz"
                || key.Contains(" /v1/licenses/", StringComparison.Ordinal);
            operation.TryGetProperty("security", out var security).ShouldBe(!isOpen, key);
            if (isOpen) continue;
            // Users, servers, or both: who may call stands on the endpoint.
            var isOperators = key.Contains(" /admin/v1/", StringComparison.Ordinal);
            var isMeasuring = operation.At("tags")[0].GetString() == "Metering";
            var isForBoth = isOperators || key is "POST /v1/check" or "GET /v1/explain";
            security.EnumerateArray().SelectMany(s => s.Names()).ShouldBe(
                isForBoth ? ["access_token", "service_key"] : isMeasuring ? ["service_key"] : ["access_token"], key);
            if (isOperators) operation.Text("description")!.ShouldContain(key[0] == 'G' ? "`admin:read`" : "`admin:write`");
            if (isMeasuring)
            {
                operation.Text("description")!.ShouldContain(
                    key[0] == 'G' || isForBoth ? "`metering:read`" : "`metering:write`");
            }
            operation.At("responses", "401", "content", "application/problem+json", "examples").Names()
                .ShouldBe(["missing_token", "invalid_token", "token_expired"], key);
        }
        _document.Text("components", "securitySchemes", "access_token", "scheme").ShouldBe("bearer");
    }

    [Fact]
    public void A_call_of_a_feature_has_its_refusals_and_both_forms_of_the_answer()
    {
        var call = Operations()["POST /v1/ai/responses"];
        call.At("responses", "402", "content", "application/problem+json", "examples").Names()
            .ShouldBe(["quota_exhausted", "spend_cap_reached", "subscription_past_due"]);
        call.At("responses", "200", "content").Names().ShouldBe(["application/json", "text/event-stream"]);
        call.At("requestBody", "content", "application/json", "examples").Names().ShouldBe(["chapter_summary", "act_summary"]);
        call.At("parameters").EnumerateArray().Select(p => p.Text("name")).ShouldBe(["Weir-Customer", "Idempotency-Key"]);
    }

    [Fact]
    public void Events_are_answered_alone_and_in_a_batch()
    {
        var answer = Operations()["POST /v1/events"].At("responses", "200", "content", "application/json");
        answer.At("schema", "oneOf").EnumerateArray().Select(s => s.Text("$ref")).ShouldBe(
            ["#/components/schemas/EventResult", "#/components/schemas/PageOfEventResult"]);
        answer.At("examples", "one", "value").Names().ShouldBe(["inserted", "event_id"]);
        answer.At("examples", "batch", "value").Names().ShouldBe(["data", "next_cursor"]);
        _document.At("components", "schemas", "PageOfEventResult", "properties").Names().ShouldBe(["data", "next_cursor"]);
    }

    [Fact]
    public void Names_are_snake_case_and_money_is_a_text_of_one_form()
    {
        var usage = _document.At("components", "schemas", "MyUsage", "properties");
        usage.Names().ShouldContain("included_cap_usd");
        usage.Text("used_usd", "type").ShouldBe("string");
        usage.Text("used_usd", "pattern").ShouldBe(@"^-?[0-9]+\.[0-9]{9}$");
    }

    [Fact]
    public void What_may_be_left_out_is_not_required_and_numbers_are_numbers()
    {
        var entitlement = _document.At("components", "schemas", "EntitlementState");
        entitlement.At("required").EnumerateArray().Select(r => r.GetString()).ShouldBe(
            ["key", "kind", "allowed", "reason", "source"]);
        entitlement.Text("properties", "remaining", "type").ShouldBe("integer");
        _document.At("components", "schemas", "ProfileChange").TryGetProperty("required", out _).ShouldBeFalse();
        _document.At("tags").EnumerateArray().Select(t => t.Text("name")).ShouldBe(
            ["AI", "Account", "Admin", "Billing", "Entitlements", "Metering", "Operations"]);
        Operations()["GET /v1/me"].Text("responses", "200", "content", "application/json", "schema", "$ref")
            .ShouldBe("#/components/schemas/Me");
    }

    [Fact]
    public async Task The_docs_page_is_served_from_here_alone()
    {
        var pages = new List<string>();
        foreach (var path in (string[])["/docs/index.html", "/docs/index.js"])
            pages.Add(
                await _server.Http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));
        pages[0].ShouldContain("swagger-ui-bundle.js");
        pages[1].ShouldContain("/openapi/v1.json");
        foreach (var page in pages) page.ShouldNotMatch("""(src|href)=["'](https?:)?//""");
        using var bundle = await _server.Http.GetAsync(
            new Uri("/docs/swagger-ui-bundle.js", UriKind.Relative), TestContext.Current.CancellationToken);
        bundle.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static void CheckResponse(string key, JsonProperty response)
    {
        response.Value.Text("description").ShouldNotBeNullOrWhiteSpace(key);
        foreach (var media in response.Value.At("content").EnumerateObject())
        {
            media.Value.At("schema").EnumerateObject().ShouldNotBeEmpty(key);
            if (media.Name != "application/problem+json" && media.Value.TryGetProperty("examples", out var several))
            {
                several.EnumerateObject().Count().ShouldBe(media.Value.At("schema", "oneOf").GetArrayLength(), key);
                continue;
            }
            if (media.Name != "application/problem+json")
            {
                media.Value.At("example").ValueKind.ShouldNotBe(JsonValueKind.Null, key);
                continue;
            }
            foreach (var example in media.Value.At("examples").EnumerateObject())
            {
                var problem = example.Value.At("value");
                problem.Text("code").ShouldBe(example.Name);
                var error = ErrorCatalog.All.Single(e => e.Name == example.Name);
                $"{error.Status}".ShouldBe(response.Name);
            }
        }
    }

    private Dictionary<string, JsonElement> Operations() => _document.At("paths").EnumerateObject()
        .SelectMany(p => p.Value.EnumerateObject().Select(o => (Key: $"{o.Name.ToUpperInvariant()} {p.Name}", o.Value)))
        .ToDictionary(o => o.Key, o => o.Value);

    private sealed record Answer(string Id);
}
