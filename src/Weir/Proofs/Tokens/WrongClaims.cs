using System.Text.Json.Nodes;

namespace Weir.Proofs.Tokens;

/// <summary>Values of claims with which no token is good, whatever the others say.</summary>
internal static class WrongClaims
{
    /// <summary>Absent and null are both wrong where the value is null.</summary>
    public static (string Claim, JsonNode? Value) Any(Random random, long now) => random.Next(22) switch
    {
        0 => ("iss", null),
        1 => ("iss", "https://other.example.co/auth/v1"),
        2 => ("iss", random.Next()),
        3 => ("aud", null),
        4 => ("aud", new JsonArray("anon", "Authenticated")),
        5 => ("aud", "anon"),
        6 => ("role", null),
        7 => ("role", random.Next(2) == 0 ? "service_role" : "anon"),
        8 => ("role", new JsonArray("authenticated")),
        9 => ("sub", null),
        10 => ("sub", Guid.CreateVersion7().ToString("N")),
        11 => ("sub", Guid.CreateVersion7().ToString("D").ToUpperInvariant() + "A"),
        12 => ("exp", null),
        13 => ("exp", now - 31 - random.Next(1_000_000)),
        14 => ("exp", now + 3600.5),
        15 => ("exp", (now + 3600).ToString(System.Globalization.CultureInfo.InvariantCulture)),
        16 => ("iat", null),
        17 => ("iat", now + 31 + random.Next(1_000_000)),
        18 => ("nbf", now + 31 + random.Next(1_000_000)),
        19 => ("is_anonymous", random.Next(2) == 0 ? "true" : 1),
        20 => ("aal", "aal" + random.Next(4, 100)),
        _ => ("app_metadata", new JsonArray("admin")),
    };
}
