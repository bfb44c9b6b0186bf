using System.Text;
using System.Text.Json;
using Weir.Api.Blueprints;
using Weir.Cli.Token;
using Weir.Core.Catalog;
using Weir.Sandbox.Auth.Mint;
using Weir.State;

namespace Weir.Cli.Up;

/// <summary>
/// What a person reads when it is ready: addresses, a user, a call that works, the sandbox's secrets.
/// </summary>
internal static class ReadyBanner
{
    private const string UserEmail = "dev@example.com";
    private const string SampleText =
        "Call me Ishmael. Some years ago, having little money in my purse, I thought I would sail about a little.";
    private static readonly TimeSpan s_tokenLife = TimeSpan.FromHours(12);

    public static async Task<string> ForAsync(
        StateFolder state, RunningSystem running, bool isForeground, CancellationToken cancellationToken)
    {
        var secrets = state.Secrets();
        var text = new StringBuilder().AppendLine();
        text.AppendLine($"Weir is ready at {running.Url} (blueprint {running.Blueprint})").AppendLine();
        Row(text, "API and its docs", $"{running.Url}/docs");
        Row(text, "Database", running.DatabaseUrl);
        if (running.HasSandboxAuth) Row(text, "Supabase anon key", secrets.AnonKey);
        if (running.ProviderUrl is { } provider) Row(text, "Provider stand-ins", provider);
        Row(text, "Stripe webhooks", secrets.StripeWebhookSecret);
        Row(text, "Lemon Squeezy webhooks", secrets.LemonSqueezyWebhookSecret);
        if (running.HasSandboxAuth) await AppendUserAsync(text, state, running, secrets, cancellationToken);
        text.AppendLine();
        text.Append(isForeground ? "Ctrl-C stops it." : "`./weir status` has all keys, `./weir down` stops it.");
        return text.ToString();
    }

    private static async Task AppendUserAsync(
        StringBuilder text, StateFolder state, RunningSystem running, SandboxSecrets secrets,
        CancellationToken cancellationToken)
    {
        var request =
            new MintRequest(UserEmail) { SignUp = true, Password = secrets.UserPassword, Lifetime = s_tokenLife };
        var token = await Tokens.MintAsync(state, running, request, cancellationToken);
        Row(text, "User", $"{UserEmail} / {secrets.UserPassword}");
        Row(text, "Token (12 h)", token.AccessToken);
        if (Sample(running.Blueprint) is not { } body) return;
        text.AppendLine().AppendLine("Try it:").AppendLine();
        text.AppendLine($"  curl {running.Url}/v1/ai/responses -H 'Content-Type: application/json' \\");
        text.AppendLine($"    -H 'Authorization: Bearer {token.AccessToken}' \\");
        text.AppendLine($"    -d '{body}'");
    }

    /// <summary>
    /// A call of the blueprint's first feature whose required input is text only; null when it has none.
    /// </summary>
    private static string? Sample(string blueprint)
    {
        var feature = Blueprint.Load(blueprint).Catalog?.Features
            .FirstOrDefault(
                candidate => candidate.Input.Where(field => field.Required).All(field => field.Type == InputType.Text));
        if (feature is null) return null;
        var input = feature.Input.Where(field => field.Required).ToDictionary(field => field.Name, _ => SampleText);
        return JsonSerializer.Serialize(new { feature = feature.Code, input });
    }

    private static void Row(StringBuilder text, string name, string value) => text.AppendLine($"  {name,-24}{value}");
}
