using Weir.Billing;
using Weir.Core.Deployment;
using Weir.Sandbox.Auth;
using Weir.Sandbox.Billing;
using Weir.Sandbox.Providers;

namespace Weir.Server;

/// <summary>
/// All that one server is composed from; the same for <c>up</c> and <c>serve</c>, which differ in where it comes from.
/// </summary>
internal sealed record ServerSettings
{
    public required WeirMode Mode { get; init; }

    public required int Port { get; init; }

    /// <summary>Whether other machines may connect.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>As <c>weir_app</c>.</summary>
    public required string Database { get; init; }

    /// <summary>Past a transaction pooler; null when <see cref="Database"/> is no pooler.</summary>
    public string? DatabaseDirect { get; init; }

    public required Uri SupabaseUrl { get; init; }

    public string? SupabaseJwtSecret { get; init; }

    /// <summary>Opens <c>/admin/v1</c>; null for none.</summary>
    public string? AdminKey { get; init; }

    public required string OpenAiApiKey { get; init; }

    public required Uri OpenAiBaseUrl { get; init; }

    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    public int? RateLimitPerMinute { get; init; }

    /// <summary>Who takes money.</summary>
    public required BillingOptions Billing { get; init; }

    /// <summary>Stand-in for Supabase Auth; null for none.</summary>
    public SandboxAuthOptions? SandboxAuth { get; init; }

    /// <summary>Stand-ins of the AI providers; null for none.</summary>
    public SandboxProviderOptions? SandboxProviders { get; init; }

    /// <summary>Stand-ins of the payment providers; null for none.</summary>
    public SandboxBillingOptions? SandboxBilling { get; init; }

    /// <summary>Log lines as JSON, for machines.</summary>
    public bool JsonLogs { get; init; }
}
