using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Weir.Http.Tests.Kit;

/// <summary>An answer as it came over the wire.</summary>
internal sealed record RawAnswer(int Status, string Head, string Body, bool WasReset)
{
    /// <summary>The <c>code</c> of a problem; null when the body is none.</summary>
    public string? Code
    {
        get
        {
            if (!Head.Contains("application/problem+json", StringComparison.Ordinal)) return null;
            using var json = JsonDocument.Parse(Body);
            return json.RootElement.GetProperty("code").GetString();
        }
    }

    public static RawAnswer Parse(byte[] bytes, bool wasReset)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return new RawAnswer(0, text, "", wasReset);
        var status = int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture);
        return new RawAnswer(status, text[..end], text[(end + 4)..], wasReset);
    }
}
