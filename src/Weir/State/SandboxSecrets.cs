using System.Security.Cryptography;

namespace Weir.State;

/// <summary>Random secrets of one local installation. The keys of the sandbox's auth are kept by itself.</summary>
internal sealed record SandboxSecrets
{
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

    /// <summary>Password of the database role <c>supabase_auth_admin</c>.</summary>
    public required string AuthPassword { get; init; }

    public static SandboxSecrets Generate() => new()
    {
        WeirServiceKey = "wk_" + Random(32),
        AdminKey = "wa_" + Random(32),
        StripeWebhookSecret = "whsec_sandbox_" + Random(24),
        LemonSqueezyWebhookSecret = "whsec_sandbox_" + Random(24),
        OwnerPassword = Random(24),
        AppPassword = Random(24),
        UserPassword = Random(12),
        AuthPassword = Random(24),
    };

    private static string Random(int bytes) => RandomNumberGenerator.GetHexString(bytes * 2, lowercase: true);
}
