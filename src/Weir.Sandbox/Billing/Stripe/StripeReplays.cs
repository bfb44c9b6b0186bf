using System.Text.Json.Nodes;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>Answers under idempotency keys. Refused parameters are not remembered; failures of the server are.</summary>
internal sealed class StripeReplays
{
    private static readonly TimeSpan s_kept = TimeSpan.FromHours(24);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Runs the call, or answers what it was answered with.</summary>
    public (StripeAnswer Answer, bool IsReplay) Run(
        string key, string parameters, DateTimeOffset now, Func<StripeAnswer> execute)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var known) && known.At + s_kept > now)
            {
                if (known.Parameters != parameters) return (StripeErrors.OtherParameters(key), false);
                return known.Body is null
                    ? (StripeErrors.InUse(key), false)
                    : (new StripeAnswer(known.Status, (JsonObject)JsonNode.Parse(known.Body)!), true);
            }
            _entries[key] = new Entry(parameters, now, 0, null);
        }
        var answer = execute();
        lock (_lock)
        {
            if (answer.Status is >= 400 and < 500) _entries.Remove(key);
            else _entries[key] = new Entry(parameters, now, answer.Status, answer.Body.ToJsonString());
        }
        return (answer, false);
    }

    private sealed record Entry(string Parameters, DateTimeOffset At, int Status, string? Body);
}
