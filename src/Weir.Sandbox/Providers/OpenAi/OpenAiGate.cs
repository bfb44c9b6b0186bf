using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>What every call passes first: the key, then the body.</summary>
internal static class OpenAiGate
{
    private const string Bearer = "Bearer ";

    /// <summary>The refusal of a call without an accepted key; null when it may pass.</summary>
    public static OpenAiError? CheckKey(HttpRequest request, SandboxProviderOptions options)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return OpenAiErrors.MissingKey();
        var key = header[Bearer.Length..].Trim();
        if (key.Length == 0) return OpenAiErrors.MissingKey();
        var given = Encoding.UTF8.GetBytes(key);
        var accepted = options.OpenAiKeys.Any(
            known => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(known), given));
        return accepted ? null : OpenAiErrors.WrongKey(key);
    }

    /// <summary>The body as JSON, or the refusal.</summary>
    public static async Task<(JsonDocument? Body, OpenAiError? Error)> ReadBodyAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType()) return (null, OpenAiErrors.WrongContentType());
        try
        {
            using var buffer = new MemoryStream();
            await request.Body.CopyToAsync(buffer, cancellationToken);
            var bytes = buffer.ToArray();
            return IsReadable(bytes) ? (JsonDocument.Parse(bytes), null) : (null, OpenAiErrors.NotJson());
        }
        catch (JsonException)
        {
            return (null, OpenAiErrors.NotJson());
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, OpenAiErrors.BodyTooLarge());
        }
    }

    /// <summary>Whether every text of the body can be read: no invalid UTF-8, no half of a surrogate pair.</summary>
    private static bool IsReadable(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json)) return false;
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.ValueIsEscaped) _ = reader.GetString();
            }
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
