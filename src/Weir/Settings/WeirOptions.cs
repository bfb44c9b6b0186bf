using Npgsql;
using Weir.Billing;
using Weir.Core.Deployment;

namespace Weir.Settings;

/// <summary>
/// What the environment says, under the names of the contract. Values are parsed; <see cref="OptionsReader"/> lists
/// what is wrong.
/// </summary>
internal sealed record WeirOptions
{
    public WeirMode Mode { get; init; }

    public NpgsqlConnectionStringBuilder? Database { get; init; }

    /// <summary>For LISTEN and migrations: past a transaction pooler, or as the role that migrates.</summary>
    public NpgsqlConnectionStringBuilder? DatabaseDirect { get; init; }

    public Uri? SupabaseUrl { get; init; }

    public string? SupabaseJwtSecret { get; init; }

    /// <summary>Opens <c>/admin/v1</c>.</summary>
    public string? AdminKey { get; init; }

    public string? OpenAiApiKey { get; init; }

    /// <value>The real API.</value>
    public Uri OpenAiBaseUrl { get; init; } = new("https://api.openai.com/v1");

    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>Requests a minute by one verified user.</summary>
    public int? RateLimitPerMinute { get; init; }

    /// <summary>Who takes money; nobody when no key is set.</summary>
    public BillingOptions Billing { get; init; } = new();

    /// <summary>As whom schema and catalog are changed: the direct connection when there is one.</summary>
    public NpgsqlConnectionStringBuilder? Owner => DatabaseDirect ?? Database;
}
