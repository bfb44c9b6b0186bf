using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Weir.State;

/// <summary>
/// Random secrets of one local installation. The two project keys are JWTs in Supabase's legacy form; nothing verifies
/// their signature, so the secret behind it is not kept: they are compared as they are.
/// </summary>
internal sealed record SandboxSecrets
{
    private const int ProjectKeyDays = 3650;

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

    /// <summary>Password of the database role <c>supabase_auth_admin</c>.</summary>
    public required string AuthPassword { get; init; }

    /// <summary>Password of the ready-made user.</summary>
    public required string UserPassword { get; init; }

    public static SandboxSecrets Generate(TimeProvider clock)
    {
        var jwtSecret = Random(32);
        var issuedAt = clock.GetUtcNow();
        return new SandboxSecrets
        {
            AnonKey = ProjectKey("anon", jwtSecret, issuedAt),
            ServiceRoleKey = ProjectKey("service_role", jwtSecret, issuedAt),
            WeirServiceKey = "wk_" + Random(32),
            AdminKey = "wa_" + Random(32),
            StripeWebhookSecret = "whsec_sandbox_" + Random(24),
            // Lemon Squeezy takes 40 characters at most.
            LemonSqueezyWebhookSecret = "sandbox_" + Random(16),
            OwnerPassword = Random(24),
            AppPassword = Random(24),
            AuthPassword = Random(24),
            UserPassword = Random(12),
        };
    }

    private static string Random(int bytes) => RandomNumberGenerator.GetHexString(bytes * 2, lowercase: true);

    private static string ProjectKey(string role, string secret, DateTimeOffset issuedAt)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = "HS256", typ = "JWT" });
        var payload = JsonSerializer.SerializeToUtf8Bytes(new
        {
            iss = "supabase",
            @ref = "weir",
            role,
            iat = issuedAt.ToUnixTimeSeconds(),
            exp = issuedAt.AddDays(ProjectKeyDays).ToUnixTimeSeconds(),
        });
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed));
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }
}
