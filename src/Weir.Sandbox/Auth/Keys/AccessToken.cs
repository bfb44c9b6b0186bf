using System.Text.Json;
using Weir.Sandbox.Auth.Sessions;
using Weir.Sandbox.Auth.Users;

namespace Weir.Sandbox.Auth.Keys;

/// <summary>Writes the claims of an access token, name for name as Supabase does.</summary>
internal static class AccessToken
{
    public static byte[] Claims(
        string issuer, AuthUser user, SessionState session, string role, DateTimeOffset now, DateTimeOffset expires)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("aal", session.Aal);
            json.WritePropertyName("amr");
            json.WriteRawValue(session.AmrJson);
            json.WritePropertyName("app_metadata");
            json.WriteRawValue(user.AppMetadataJson);
            json.WriteString("aud", user.Audience);
            json.WriteString("email", user.Email ?? "");
            json.WriteNumber("exp", expires.ToUnixTimeSeconds());
            json.WriteNumber("iat", now.ToUnixTimeSeconds());
            json.WriteBoolean("is_anonymous", user.IsAnonymous);
            json.WriteString("iss", issuer);
            json.WriteString("phone", user.Phone ?? "");
            json.WriteString("role", role);
            json.WriteString("session_id", session.Id);
            json.WriteString("sub", user.Id);
            json.WritePropertyName("user_metadata");
            json.WriteRawValue(user.UserMetadataJson);
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }
}
