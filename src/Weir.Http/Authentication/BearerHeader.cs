using Microsoft.AspNetCore.Http;

namespace Weir.Http.Authentication;

/// <summary>
/// The one place a token may be in: a single <c>Authorization</c> header, the scheme in any case (RFC 9110 §11.1), one
/// space, the token. Query strings and cookies end up in logs and are sent by accident; they are not looked at.
/// </summary>
internal static class BearerHeader
{
    private const string Prefix = "Bearer ";

    /// <summary>False when there is no bearer token; true with null when what is there cannot be one.</summary>
    public static bool TryRead(HttpRequest request, out string? token)
    {
        token = null;
        var values = request.Headers.Authorization;
        if (values.Count == 0) return false;
        if (values.Count > 1) return true;
        if (values[0] is not { } value || !value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return false;
        token = value[Prefix.Length..];
        return true;
    }
}
