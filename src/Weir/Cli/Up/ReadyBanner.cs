using System.Text;
using Weir.State;

namespace Weir.Cli.Up;

/// <summary>What a person reads when it is ready.</summary>
internal static class ReadyBanner
{
    public static Task<string> ForAsync(
        RunningSystem running, SandboxSecrets secrets, bool isForeground, CancellationToken cancellationToken)
    {
        _ = cancellationToken;
        var text = new StringBuilder()
            .AppendLine()
            .AppendLine($"Weir is ready: {running.Url}   (blueprint {running.Blueprint})")
            .AppendLine();
        Row(text, "API", $"{running.Url}/docs");
        Row(text, "Database", running.DatabaseUrl);
        if (running.AnonKey is { } anon) Row(text, "Supabase key (anon)", anon);
        if (running.ProviderUrl is { } provider) Row(text, "Provider stand-ins", provider);
        Row(text, "Stripe webhook secret", secrets.StripeWebhookSecret);
        Row(text, "Lemon Squeezy secret", secrets.LemonSqueezyWebhookSecret);
        text.AppendLine().Append(isForeground ? "Ctrl-C stops it." : "`./weir status --json` has all keys, `./weir down` stops it.");
        return Task.FromResult(text.ToString());
    }

    private static void Row(StringBuilder text, string name, string value) => text.AppendLine($"  {name,-22} {value}");
}
