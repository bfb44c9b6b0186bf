using Weir.State;

namespace Weir.Cli.Status;

/// <summary>The members of <c>status --json</c>, as the contract has them.</summary>
internal sealed record StatusReport(
    string Url,
    string DatabaseUrl,
    string? AnonKey,
    string? ServiceRoleKey,
    string WeirServiceKey,
    string AdminKey,
    SandboxStatus Sandbox)
{
    public static StatusReport Of(RunningSystem running, SandboxSecrets secrets) => new(
        running.Url,
        running.DatabaseUrl,
        running.HasSandboxAuth ? secrets.AnonKey : null,
        running.HasSandboxAuth ? secrets.ServiceRoleKey : null,
        secrets.WeirServiceKey,
        secrets.AdminKey,
        new SandboxStatus(running.ProviderUrl, secrets.StripeWebhookSecret, secrets.LemonSqueezyWebhookSecret));

    public IEnumerable<IReadOnlyList<string>> Rows()
    {
        yield return ["url", Url];
        yield return ["database_url", DatabaseUrl];
        if (AnonKey is not null) yield return ["anon_key", AnonKey];
        if (ServiceRoleKey is not null) yield return ["service_role_key", ServiceRoleKey];
        yield return ["weir_service_key", WeirServiceKey];
        yield return ["admin_key", AdminKey];
        if (Sandbox.ProviderUrl is not null) yield return ["sandbox.provider_url", Sandbox.ProviderUrl];
        yield return ["sandbox.stripe_webhook_secret", Sandbox.StripeWebhookSecret];
        yield return ["sandbox.lemonsqueezy_webhook_secret", Sandbox.LemonSqueezyWebhookSecret];
    }
}
