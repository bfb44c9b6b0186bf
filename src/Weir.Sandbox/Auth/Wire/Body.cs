using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Auth.Wire;

/// <summary>A request's JSON object, at most 1 MB, whatever content type the client names.</summary>
internal sealed class Body<T> : IRefusable
    where T : class
{
    private const int MaximumBytes = 1024 * 1024;

    private readonly T? _value;

    private Body(T? value, AuthError? refusal)
    {
        _value = value;
        Refusal = refusal;
    }

    public AuthError? Refusal { get; }

    public T Value => _value ?? throw new InvalidOperationException("A refused body has no value.");

    public static async ValueTask<Body<T>> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            if (buffer.Length + read > MaximumBytes) return new(null, AuthErrors.BodyTooLarge);
            buffer.Write(chunk, 0, read);
        }
        return Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static Body<T> Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            // A handful of endpoints are called without any body; an empty one is an empty object.
            var value = JsonSerializer.Deserialize<T>(utf8.IsEmpty ? "{}"u8 : utf8, AuthJson.Options);
            return value is null ? new(null, AuthErrors.BadJson) : new(value, null);
        }
        catch (JsonException)
        {
            return new(null, AuthErrors.BadJson);
        }
    }
}
