using System.Text.Json.Nodes;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>
/// Answers under idempotency keys. Refused parameters are not remembered; failures of the server are. Calls are carried out
/// one at a time, so that none is in use.
/// </summary>
internal static class StripeReplays
{
    private static readonly TimeSpan s_kept = TimeSpan.FromHours(24);

    /// <summary>Runs the call, or answers what it was answered with.</summary>
    public static (StripeAnswer Answer, bool IsReplay) Run(
        Dictionary<string, StripeReplay> replays, string key, string parameters, DateTimeOffset now,
        Func<StripeAnswer> execute)
    {
        foreach (var (old, _) in replays.Where(entry => entry.Value.At + s_kept <= now).ToList()) replays.Remove(old);
        if (replays.TryGetValue(key, out var known))
        {
            return known.Parameters == parameters
                ? (new StripeAnswer(known.Status, (JsonObject)JsonNode.Parse(known.Body)!), true)
                : (StripeErrors.OtherParameters(key), false);
        }
        var answer = execute();
        if (answer.Status is not (>= 400 and < 500))
            replays[key] = new StripeReplay(parameters, now, answer.Status, answer.Body.ToJsonString());
        return (answer, false);
    }
}
