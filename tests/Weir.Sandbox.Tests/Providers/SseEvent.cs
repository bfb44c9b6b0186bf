using System.Text.Json;

namespace Weir.Sandbox.Tests.Providers;

/// <summary>One event as it came over the wire.</summary>
public sealed record SseEvent(string Type, JsonElement Data)
{
    public string Text(string name) => Data.GetProperty(name).GetString()!;

    public static async Task<List<SseEvent>> ReadAllAsync(HttpResponseMessage response)
    {
        var events = new List<SseEvent>();
        await ReadIntoAsync(response, events);
        return events;
    }

    /// <summary>Adds the events as they come, so that a caller sees those before a break.</summary>
    public static async Task ReadIntoAsync(HttpResponseMessage response, List<SseEvent> events)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        string? type = null;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) type = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal)) events.Add(new SseEvent(type!, JsonElement.Parse(line[6..])));
            else line.ShouldBeEmpty();
        }
    }
}
