using System.Text.Json;

namespace Weir.Sandbox.Providers.Text;

/// <summary>Text inside a JSON value: <c>{"title":"…","text":"…"}</c>, <c>{"chapters":[{"title":"…","text":"…"}]}</c>.</summary>
internal static class JsonManuscript
{
    /// <summary>The sections; null when the message is not JSON or holds no prose.</summary>
    public static List<Section>? Read(string message)
    {
        if (message.AsSpan().TrimStart() is not ['{' or '[', ..]) return null;
        try
        {
            using var document = JsonDocument.Parse(message);
            var sections = new List<Section>();
            Collect(document.RootElement, title: null, sections);
            return sections.Count > 0 ? sections : null;
        }
        catch (JsonException)
        {
            return null; // Prose may begin with a bracket.
        }
    }

    private static void Collect(JsonElement value, string? title, List<Section> sections)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String when value.GetString() is { Length: > 0 } text && !string.IsNullOrWhiteSpace(text):
                sections.Add(new Section(title, text));
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray()) Collect(item, title: null, sections);
                break;
            case JsonValueKind.Object:
                var own = TitleOf(value);
                foreach (var member in value.EnumerateObject())
                {
                    if (ManuscriptNames.RoleOf(member.Name) is ManuscriptRole.Prose or ManuscriptRole.Whole)
                        Collect(member.Value, own, sections);
                }
                break;
        }
    }

    private static string? TitleOf(JsonElement part)
    {
        foreach (var member in part.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.String
                && ManuscriptNames.RoleOf(member.Name) == ManuscriptRole.Title
                && !string.IsNullOrWhiteSpace(member.Value.GetString()))
                return member.Value.GetString()!.Trim();
        }
        return null;
    }
}
