using System.Diagnostics.Metrics;
using Weir.Core.Tokens;

namespace Weir.Http.Authentication;

/// <summary>Counters of the meter <c>Weir.Http</c>.</summary>
internal static class TokenMetrics
{
    private static readonly Meter s_meter = new("Weir.Http");

    private static readonly Counter<long> s_tokens =
        s_meter.CreateCounter<long>("weir.tokens",
            description: "Bearer tokens by outcome: none, remembered, or the failure");

    private static readonly Counter<long> s_fetches =
        s_meter.CreateCounter<long>("weir.signing_keys.fetches", description: "Fetches of the JWKS by outcome");

    private static readonly Counter<long> s_serviceKeys =
        s_meter.CreateCounter<long>("weir.service_keys", description: "Service keys by outcome: accepted, refused");

    public static void Remembered() => s_tokens.Add(1, new KeyValuePair<string, object?>("outcome", "remembered"));

    public static void Verified(TokenFailure failure) =>
        s_tokens.Add(1, new KeyValuePair<string, object?>("outcome", failure.Name()));

    public static void ServiceKey(bool isAccepted) =>
        s_serviceKeys.Add(1, new KeyValuePair<string, object?>("outcome", isAccepted ? "accepted" : "refused"));

    public static void Fetched(JwksFetch outcome) =>
        s_fetches.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString()));
}
