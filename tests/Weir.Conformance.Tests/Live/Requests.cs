using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Weir.Conformance.Tests.Live;

/// <summary>Requests as an app sends them, and answers as it reads them.</summary>
internal static class Requests
{
    public const string Responses = "/v1/ai/responses";

    public const string Chapter =
        "The river rose in the night. By morning the mill wheel stood still, and Anna walked the bank with a lantern she no "
        + "longer needed. Her brother had promised to mend the weir before the rains. He had promised many things. At the "
        + "bend she found his coat, folded, dry, with the letter in its pocket, and she read it twice before she called out.";

    public static object Summary(string text = Chapter, bool stream = false) => stream
        ? new { feature = "chapter_summary", input = new { title = "The Weir", text }, stream = true }
        : new { feature = "chapter_summary", input = new { title = "The Weir", text } };

    public static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(
        this HttpClient http, string path, object body, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await ReadAsync(response));
    }

    public static async Task<(HttpStatusCode Status, JsonElement Body)> PostRawAsync(
        this HttpClient http, string path, HttpContent content)
    {
        using var response = await http.PostAsync(path, content, TestContext.Current.CancellationToken);
        return (response.StatusCode, await ReadAsync(response));
    }

    public static async Task<(HttpStatusCode Status, JsonElement Body)> GetJsonAsync(this HttpClient http, string path)
    {
        using var response = await http.GetAsync(path, TestContext.Current.CancellationToken);
        return (response.StatusCode, await ReadAsync(response));
    }

    public static StringContent Json(string text) =>
        new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    /// <summary>The events of a stream, in order, until it ends.</summary>
    public static async Task<IReadOnlyList<(string Event, JsonElement Data)>> StreamAsync(this HttpClient http, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Responses) { Content = JsonContent.Create(body) };
        using var response = await http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("text/event-stream");
        await using var stream = await response.Content.ReadAsStreamAsync();
        var events = new List<(string, JsonElement)>();
        await foreach (var item in System.Net.ServerSentEvents.SseParser.Create(stream).EnumerateAsync())
        {
            events.Add((item.EventType, JsonDocument.Parse(item.Data).RootElement));
        }
        return events;
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public static string Text(this JsonElement element, params string[] path)
    {
        foreach (var name in path) element = element.GetProperty(name);
        return element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
    }
}
