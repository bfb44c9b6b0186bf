using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Weir.Sandbox.Tests.Providers;

/// <summary>What the real API refuses is refused here, in its shape.</summary>
public sealed class StrictnessTests(StrictnessTests.Shared shared) : IClassFixture<StrictnessTests.Shared>
{
    private static readonly string s_long65 = new('k', 65);

    public static TheoryData<string, string, int, string?, string?> Wrong() => new()
    {
        { "no model", "{\"model\":null}", 400, "missing_required_parameter", "model" },
        { "no input", "{\"input\":null}", 400, "missing_required_parameter", "input" },
        { "input of another type", "{\"input\":7}", 400, "invalid_type", "input" },
        { "no items", "{\"input\":[]}", 400, "empty_array", "input" },
        { "an item without role", "{\"input\":[{\"content\":\"x\"}]}", 400, "missing_required_parameter", "input[0].role" },
        { "an unknown role", "{\"input\":[{\"role\":\"tool\",\"content\":\"x\"}]}", 400, "invalid_value", "input[0].role" },
        { "an unknown item", "{\"input\":[{\"type\":\"nothing\"}]}", 400, "invalid_value", "input[0].type" },
        { "an unknown member of an item", "{\"input\":[{\"role\":\"user\",\"content\":\"x\",\"name\":\"y\"}]}", 400, "unknown_parameter", "input[0].name" },
        { "output_text of a user", "{\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"output_text\",\"text\":\"x\"}]}]}", 400, "invalid_value", "input[0].content[0].type" },
        { "a part without text", "{\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\"}]}]}", 400, "missing_required_parameter", "input[0].content[0].text" },
        { "an image", "{\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_image\",\"image_url\":\"x\"}]}]}", 400, "unsupported_by_sandbox", "input[0].content[0]" },
        { "an unknown model", "{\"model\":\"gpt-9\"}", 404, "model_not_found", "model" },
        { "a model of another type", "{\"model\":5}", 400, "invalid_type", "model" },
        { "an unknown member", "{\"user_id\":\"u\"}", 400, "unknown_parameter", "user_id" },
        { "a member of chat completions", "{\"messages\":[]}", 400, "unknown_parameter", "messages" },
        { "an unknown member inside", "{\"reasoning\":{\"max_tokens\":5}}", 400, "unknown_parameter", "reasoning.max_tokens" },
        { "an unknown tier", "{\"service_tier\":\"turbo\"}", 400, "invalid_value", "service_tier" },
        { "flex on a model without it", "{\"model\":\"gpt-4o-mini\",\"reasoning\":null,\"service_tier\":\"flex\"}", 400, "invalid_value", "service_tier" },
        { "ultrafast", "{\"service_tier\":\"ultrafast\"}", 400, "invalid_value", "service_tier" },
        { "temperature on a reasoning model", "{\"temperature\":0.5}", 400, "unsupported_parameter", "temperature" },
        { "top_p on a reasoning model", "{\"top_p\":0.5}", 400, "unsupported_parameter", "top_p" },
        { "effort on a model that does not reason", "{\"model\":\"gpt-4.1\",\"service_tier\":null}", 400, "unsupported_parameter", "reasoning.effort" },
        { "an effort that the model has not", "{\"reasoning\":{\"effort\":\"none\"}}", 400, "unsupported_value", "reasoning.effort" },
        { "an unknown effort", "{\"reasoning\":{\"effort\":\"huge\"}}", 400, "invalid_value", "reasoning.effort" },
        { "temperature too high", "{\"model\":\"gpt-4.1\",\"temperature\":3}", 400, "decimal_above_max_value", "temperature" },
        { "temperature as text", "{\"temperature\":\"1\"}", 400, "invalid_type", "temperature" },
        { "max_output_tokens too small", "{\"max_output_tokens\":15}", 400, "integer_below_min_value", "max_output_tokens" },
        { "max_output_tokens too large", "{\"max_output_tokens\":128001}", 400, "integer_above_max_value", "max_output_tokens" },
        { "max_output_tokens as text", "{\"max_output_tokens\":\"100\"}", 400, "invalid_type", "max_output_tokens" },
        { "max_output_tokens with a fraction", "{\"max_output_tokens\":100.5}", 400, "invalid_type", "max_output_tokens" },
        { "stream as text", "{\"stream\":\"true\"}", 400, "invalid_type", "stream" },
        { "stream_options without stream", "{\"stream_options\":{\"include_obfuscation\":false}}", 400, "invalid_value", "stream_options" },
        { "metadata of numbers", "{\"metadata\":{\"a\":1}}", 400, "invalid_type", "metadata.a" },
        { "a long metadata key", $"{{\"metadata\":{{\"{s_long65}\":\"x\"}}}}", 400, "string_above_max_length", "metadata" },
        { "a long metadata value", $"{{\"metadata\":{{\"a\":\"{new string('v', 513)}\"}}}}", 400, "string_above_max_length", "metadata.a" },
        { "17 pairs of metadata", "{\"metadata\":{" + string.Join(',', Enumerable.Range(0, 17).Select(i => $"\"k{i}\":\"v\"")) + "}}", 400, "object_above_max_properties", "metadata" },
        { "a long safety_identifier", $"{{\"safety_identifier\":\"{s_long65}\"}}", 400, "string_above_max_length", "safety_identifier" },
        { "an earlier response", "{\"previous_response_id\":\"resp_1\"}", 400, "previous_response_not_found", "previous_response_id" },
        { "a conversation", "{\"conversation\":\"conv_1\"}", 404, "conversation_not_found", "conversation" },
        { "both of them", "{\"previous_response_id\":\"resp_1\",\"conversation\":\"conv_1\"}", 400, "mutually_exclusive_parameters", null },
        { "cache options on an older model", "{\"prompt_cache_options\":{\"mode\":\"explicit\"}}", 400, "unsupported_parameter", "prompt_cache_options" },
        { "an unknown include", "{\"include\":[\"everything\"]}", 400, "invalid_value", "include[0]" },
        { "background", "{\"background\":true}", 400, "unsupported_by_sandbox", "background" },
        { "tools", "{\"tools\":[{\"type\":\"web_search\"}]}", 400, "unsupported_by_sandbox", "tools" },
        { "an unknown format", "{\"text\":{\"format\":{\"type\":\"yaml\"}}}", 400, "invalid_value", "text.format.type" },
        { "a schema without name", "{\"text\":{\"format\":{\"type\":\"json_schema\",\"schema\":{}}}}", 400, "missing_required_parameter", "text.format.name" },
        { "an open strict schema", "{\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"x\",\"strict\":true,\"schema\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}}}}", 400, "invalid_json_schema", "text.format.schema" },
        { "json_object without the word", "{\"text\":{\"format\":{\"type\":\"json_object\"}}}", 400, "invalid_value", "input" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Is_refused(string what, string changes, int status, string? code, string? param)
    {
        var body = JsonSerializer.SerializeToNode(Calls.Body())!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject()) body[name] = value?.DeepClone();
        using var response = await shared.Server.PostJsonAsync(body.ToJsonString(), TestContext.Current.CancellationToken);
        var error = await ErrorOf(response);
        ((int)response.StatusCode).ShouldBe(status, what + ": " + error.GetRawText());
        error.GetProperty("code").GetString().ShouldBe(code);
        error.GetProperty("param").GetString().ShouldBe(param);
        error.GetProperty("type").GetString().ShouldBe("invalid_request_error");
        error.GetProperty("message").GetString()!.Length.ShouldBeInRange(10, 400);
    }

    [Theory]
    [InlineData("{\"previous_response_id\":null,\"conversation\":null,\"temperature\":null,\"tools\":[],\"tool_choice\":\"auto\"}")]
    [InlineData("{\"input\":[{\"type\":\"message\",\"role\":\"developer\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"Anna slept.\"}]}]}")]
    [InlineData("{\"model\":\"gpt-4.1-mini\",\"temperature\":0.2,\"top_p\":1,\"reasoning\":null,\"service_tier\":\"default\"}")]
    [InlineData("{\"model\":\"gpt-5.6-luna\",\"prompt_cache_options\":{\"mode\":\"implicit\",\"ttl\":\"30m\"},\"reasoning\":{\"effort\":\"none\"}}")]
    [InlineData("{\"max_output_tokens\":16}")]
    public async Task Is_accepted(string changes)
    {
        var body = JsonSerializer.SerializeToNode(Calls.Body())!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject()) body[name] = value?.DeepClone();
        using var response = await shared.Server.PostJsonAsync(body.ToJsonString(), TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Basic c2stc2FuZGJveDo=")]
    [InlineData("Bearer ")]
    [InlineData("Bearer sk-proj-somebody-elses-key-0123456789")]
    [InlineData("Bearer sk-sandbox2")]
    public async Task Without_the_key_nothing_is_served(string? authorization)
    {
        using var client = new HttpClient { BaseAddress = new Uri(shared.Server.Url) };
        if (authorization is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        foreach (var path in new[] { "responses", "responses/input_tokens", "models" })
        {
            using var request = new HttpRequestMessage(path == "models" ? HttpMethod.Get : HttpMethod.Post, "/sandbox/providers/openai/v1/" + path);
            if (path != "models") request.Content = JsonContent.Create(Calls.Body());
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            var error = await ErrorOf(response);
            error.GetProperty("code").GetString().ShouldBe("invalid_api_key");
            error.GetProperty("message").GetString()!.ShouldNotContain("somebody-elses");
            response.Headers.Contains("x-request-id").ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"model\":\"gpt-5-mini\",\"input\":\"\\ud800\"}")]
    [InlineData("{\"\\udc00\":1}")]
    public async Task What_is_no_readable_JSON_object_is_a_bad_request(string body)
    {
        using var response = await shared.Server.PostJsonAsync(body, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ErrorOf(response)).GetProperty("type").GetString().ShouldBe("invalid_request_error");
    }

    [Fact]
    public async Task Deep_nesting_and_broken_UTF8_are_bad_requests()
    {
        var deep = "{\"input\":" + new string('[', 5_000) + new string(']', 5_000) + "}";
        using var first = await shared.Server.PostJsonAsync(deep, TestContext.Current.CancellationToken);
        first.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        using var content = new ByteArrayContent([.. "{\"model\":\"gpt-5-mini\",\"input\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var second = await shared.Server.Client.PostAsync(
            new Uri("/sandbox/providers/openai/v1/responses", UriKind.Relative), content, TestContext.Current.CancellationToken);
        second.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Another_content_type_is_a_bad_request()
    {
        using var content = new StringContent(JsonSerializer.Serialize(Calls.Body()), Encoding.UTF8, "text/plain");
        using var response = await shared.Server.Client.PostAsync(
            new Uri("/sandbox/providers/openai/v1/responses", UriKind.Relative), content, TestContext.Current.CancellationToken);
        (await ErrorOf(response)).GetProperty("code").GetString().ShouldBe("unsupported_content_type");
    }

    [Theory]
    [InlineData("GET", "responses", 405)]
    [InlineData("POST", "models", 405)]
    [InlineData("POST", "chat/completions", 404)]
    [InlineData("GET", "responses/resp_1", 404)]
    public async Task Other_methods_and_paths_are_named(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/sandbox/providers/openai/v1/" + path);
        using var response = await shared.Server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(status);
        (await ErrorOf(response)).GetProperty("message").GetString()!.ShouldContain("/v1/" + path);
    }

    [Fact]
    public async Task A_text_beyond_the_context_window_is_refused()
    {
        var body = Calls.Body(string.Concat(Enumerable.Repeat("a ", 450_000)));
        using var response = await shared.Server.PostAsync(body, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ErrorOf(response)).GetProperty("code").GetString().ShouldBe("context_length_exceeded");
    }

    private static async Task<JsonElement> ErrorOf(HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("error");

    public sealed class Shared : IAsyncLifetime
    {
        public ProviderServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await ProviderServer.StartAsync();

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
