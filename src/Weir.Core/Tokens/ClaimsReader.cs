using System.Text.Json;
using Weir.Core.Json;

namespace Weir.Core.Tokens;

/// <summary>
/// Reads the claims of a payload whose signature holds. The issuer made it, but not necessarily for us or for a user.
/// </summary>
internal static class ClaimsReader
{
    /// <summary>End of the year 9999: what a <see cref="DateTimeOffset"/> can hold.</summary>
    private const long MaxUnixSeconds = 253_402_300_799;

    public static TokenVerdict Read(ReadOnlyMemory<byte> payload, TokenPolicy policy, DateTimeOffset now)
    {
        if (!StrictJson.TryParse(payload, TokenHeader.MaxDepth, out var document, out _))
            return TokenVerdict.Refused(TokenFailure.PayloadNotJson);
        using (document)
        {
            var failure = TryRead(document.RootElement, policy, out var claims);
            if (failure == TokenFailure.None) failure = CheckTimes(document.RootElement, policy, now, ref claims);
            return failure == TokenFailure.None ? new TokenVerdict(failure, claims) : TokenVerdict.Refused(failure);
        }
    }

    private static TokenFailure TryRead(JsonElement root, TokenPolicy policy, out TokenClaims claims)
    {
        claims = new TokenClaims(Guid.Empty, null, null, false, false, 0, default, default);
        if (!Equals(root, "iss", policy.Issuer)) return TokenFailure.Issuer;
        if (!HasAudience(root, policy.Audience)) return TokenFailure.Audience;
        if (!Equals(root, "role", policy.Role)) return TokenFailure.Role;
        if (!root.TryGetProperty("sub", out var subject) || !TryReadId(subject, out var userId))
            return TokenFailure.Subject;

        Guid? sessionId = null;
        if (root.TryGetProperty("session_id", out var session))
        {
            if (!TryReadId(session, out var id)) return TokenFailure.SessionId;
            sessionId = id;
        }
        string? email = null;
        if (root.TryGetProperty("email", out var address))
        {
            if (address.ValueKind != JsonValueKind.String) return TokenFailure.Email;
            email = address.GetString() is { Length: > 0 } text ? text : null;
        }
        var isAnonymous = false;
        if (root.TryGetProperty("is_anonymous", out var anonymous))
        {
            if (anonymous.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                return TokenFailure.AnonymousFlag;
            isAnonymous = anonymous.GetBoolean();
        }
        if (ReadAssurance(root) is not { } assurance) return TokenFailure.AssuranceNotValid;
        if (assurance < policy.MinAssuranceLevel) return TokenFailure.AssuranceTooLow;
        if (ReadAdmin(root) is not { } isAdmin) return TokenFailure.AppMetadata;

        claims = new TokenClaims(userId, email, sessionId, isAnonymous, isAdmin, assurance, default, default);
        return TokenFailure.None;
    }

    private static TokenFailure CheckTimes(
        JsonElement root, TokenPolicy policy, DateTimeOffset now, ref TokenClaims claims)
    {
        if (!TryReadTime(root, "iat", out var issuedAt)) return TokenFailure.IssuedAtNotValid;
        if (!TryReadTime(root, "exp", out var expiresAt) || expiresAt <= issuedAt) return TokenFailure.ExpiryNotValid;
        if (issuedAt - now > policy.ClockSkew) return TokenFailure.IssuedInFuture;
        if (root.TryGetProperty("nbf", out _))
        {
            if (!TryReadTime(root, "nbf", out var notBefore)) return TokenFailure.NotBeforeNotValid;
            if (notBefore - now > policy.ClockSkew) return TokenFailure.NotYetValid;
        }
        claims = claims with { IssuedAt = issuedAt, ExpiresAt = expiresAt };
        return now - expiresAt > policy.ClockSkew ? TokenFailure.Expired : TokenFailure.None;
    }

    private static bool Equals(JsonElement root, string name, string expected) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.ValueEquals(expected);

    /// <summary>A text, or an array of nothing but texts.</summary>
    private static bool HasAudience(JsonElement root, string audience)
    {
        if (!root.TryGetProperty("aud", out var value)) return false;
        if (value.ValueKind == JsonValueKind.String) return value.ValueEquals(audience);
        if (value.ValueKind != JsonValueKind.Array) return false;
        var isFound = false;
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String) return false;
            isFound |= item.ValueEquals(audience);
        }
        return isFound;
    }

    /// <summary>One spelling only: lower case with hyphens, as PostgreSQL writes it, and not all zeros.</summary>
    private static bool TryReadId(JsonElement value, out Guid id)
    {
        id = Guid.Empty;
        return value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: 36 } text
            && Guid.TryParseExact(text, "D", out id)
            && id != Guid.Empty
            && id.ToString("D") == text;
    }

    /// <summary>
    /// An integer NumericDate after 1970. The kind is asked first: reading a number from a text throws.
    /// </summary>
    private static bool TryReadTime(JsonElement root, string name, out DateTimeOffset time)
    {
        time = default;
        if (!root.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.Number
            || !value.TryGetInt64(out var seconds) || seconds is <= 0 or > MaxUnixSeconds)
        {
            return false;
        }
        time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }

    /// <summary>0 when absent, null when not valid.</summary>
    private static int? ReadAssurance(JsonElement root)
    {
        if (!root.TryGetProperty("aal", out var value)) return 0;
        if (value.ValueKind != JsonValueKind.String) return null;
        if (value.ValueEquals("aal1"u8)) return 1;
        if (value.ValueEquals("aal2"u8)) return 2;
        return value.ValueEquals("aal3"u8) ? 3 : null;
    }

    /// <summary>Null when <c>app_metadata</c> is there and no object (JSON null stands for an empty one).</summary>
    private static bool? ReadAdmin(JsonElement root)
    {
        if (!root.TryGetProperty("app_metadata", out var metadata) || metadata.ValueKind == JsonValueKind.Null)
            return false;
        if (metadata.ValueKind != JsonValueKind.Object) return null;
        return Equals(metadata, "weir_role", "admin");
    }
}
