using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Auth.Wire;

/// <summary>Writes a failure in the shape of the API version that the client asked for.</summary>
internal sealed class AuthErrorResult(AuthError error) : IResult
{
    public AuthError Error { get; } = error;

    /// <summary>Id under which the log knows a fault of ours.</summary>
    public string? ErrorId { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var coded = ApiVersion.WantsCoded(httpContext.Request);
        response.StatusCode = Error.Status;
        response.ContentType = "application/json";
        response.Headers["x-sb-error-code"] = Error.Code;
        if (coded) response.Headers[ApiVersion.Header] = ApiVersion.Coded;
        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, coded);
        }
        await response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), httpContext.RequestAborted);
    }

    private void Write(Utf8JsonWriter json, bool coded)
    {
        json.WriteStartObject();
        if (coded)
        {
            json.WriteString("code", Error.Code);
            json.WriteString("message", Error.Message);
        }
        else
        {
            json.WriteNumber("code", Error.Status);
            json.WriteString("error_code", Error.Code);
            json.WriteString("msg", Error.Message);
        }
        if (ErrorId is not null) json.WriteString("error_id", ErrorId);
        if (Error.WeakPasswordReasons is { } reasons)
        {
            json.WriteStartObject("weak_password");
            json.WriteStartArray("reasons");
            foreach (var reason in reasons) json.WriteStringValue(reason);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
