using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Weir.State;

/// <summary>
/// Random secrets of one local installation. The two API keys are JWTs in Supabase's legacy form, signed with <see cref="JwtSecret"/>.
/// </summary>
internal sealed record SandboxSecrets
{
    private const int TenYearsInDays = 3650;

    public required string JwtSecret { get; init; }

    public required string AnonKey { get; init; }

    public required string ServiceRoleKey { get; init; }

    public required string WeirServiceKey { get; init; }

    public required string AdminKey { get; init; }

    public required string StripeWebhookSecret { get; init; }

    public required string LemonSqueezyWebhookSecret { get; init; }

    /// <summary>Password of the database role that migrates.</summary>
    public required string OwnerPassword { get; init; }

    /// <summary>Password of the database role <c>weir_app</c>.</summary>
    public required string AppPassword { get; init; }

    /// <summary>Password of the ready-made user.</summary>
    public required string UserPassword { get; init; }

    public static SandboxSecrets Generate(TimeProvider clock)
    {
        var jwtSecret = Random(32);
        var issuedAt = clock.GetUtcNow();
        return new SandboxSecrets
        {
            JwtSecret = jwtSecret,
            AnonKey = ApiKey("anon", jwtSecret, issuedAt),
            ServiceRoleKey = ApiKey("service_role", jwtSecret, issuedAt),
            WeirServiceKey = "wk_" + Random(32),
            AdminKey = "wa_" + Random(32),
            StripeWebhookSecret = "whsec_sandbox_" + Random(24),
            LemonSqueezyWebhookSecret = "whsec_sandbox_" + Random(24),
            OwnerPassword = Random(24),
            AppPassword = Random(24),
            UserPassword = Random(12),
        };
    }

    private static string Random(int bytes) => RandomNumberGenerator.GetHexString(bytes * 2, lowercase: true);

    private static string ApiKey(string role, string secret, DateTimeOffset issuedAt)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = "HS256", typ = "JWT" });
        var payload = JsonSerializer.SerializeToUtf8Bytes(new
        {
            iss = "supabase",
            @ref = "weir",
            role,
            iat = issuedAt.ToUnixTimeSeconds(),
            exp = issuedAt.AddDays(TenYearsInDays).ToUnixTimeSeconds(),
        });
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed));
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }
}
