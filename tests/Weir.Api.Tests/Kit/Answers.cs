using System.Net;
using System.Text;
using System.Text.Json;

namespace Weir.Api.Tests.Kit;

/// <summary>Calls and answers in one line.</summary>
internal static class Answers
{
    public static async Task<JsonElement> GetAsync(this HttpClient http, string path, HttpStatusCode expected)
    {
        using var response = await http.GetAsync(
            new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return await ReadAsync(response, expected);
    }

    public static async Task<JsonElement> PatchAsync(
        this HttpClient http, string path, string json, HttpStatusCode expected, string type = "application/json")
    {
        using var content = new StringContent(json, Encoding.UTF8, type);
        using var response = await http.PatchAsync(
            new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return await ReadAsync(response, expected);
    }

    public static async Task<JsonElement> PostAsync(
        this HttpClient http, string path, object? body, HttpStatusCode expected, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new StringContent(
                body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await ReadAsync(response, expected);
    }

    public static async Task<JsonElement> PostTextAsync(
        this HttpClient http, string path, string json, HttpStatusCode expected, string? key = null,
        string type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = new StringContent(json, Encoding.UTF8, type),
        };
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await ReadAsync(response, expected);
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(expected, text);
        var body = JsonDocument.Parse(text).RootElement;
        if ((int)expected < 400 || !body.TryGetProperty("code", out _)) return body;
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        body.Text("request_id").ShouldBe(response.Headers.GetValues("Weir-Request-Id").Single());
        return body;
    }

    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path) element = element.GetProperty(name);
        return element;
    }

    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path).GetString();

    public static IReadOnlyList<string> Names(this JsonElement element) =>
        [.. element.EnumerateObject().Select(p => p.Name)];

    /// <summary>Fields of the faults of an <c>invalid_input</c>.</summary>
    public static IReadOnlyList<string?> FaultFields(this JsonElement problem)
    {
        problem.Text("code").ShouldBe("invalid_input");
        return [.. problem.At("errors").EnumerateArray().Select(e => e.Text("field"))];
    }
}
