using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>An answer as one JSON body.</summary>
internal static class BufferedAnswer
{
    private static readonly JsonWriterOptions s_json = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true, // A script may ask for a member twice.
    };

    /// <summary>Writes it; false when it broke off halfway, as scripted.</summary>
    public static async Task<bool> WriteAsync(
        HttpContext context, ResponseState state, TimeProvider time, bool cut, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer, s_json))
            ResponseWriter.WriteFinished(json, state, time.GetUtcNow(), buffered: true);
        var body = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(cut ? body[..(body.Length / 2)] : body, cancellationToken);
        if (cut) await Connection.BreakAsync(context, time, cancellationToken);
        return !cut;
    }
}
