using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>Headers of every answer. The limits named are those of a project that is far from them.</summary>
internal static class OpenAiHeaders
{
    private const int RequestsPerMinute = 10_000;
    private const int TokensPerMinute = 10_000_000;

    /// <summary>A fresh id with the provider's prefix.</summary>
    public static string NewId(string prefix) => prefix + RandomNumberGenerator.GetHexString(48, lowercase: true);

    /// <summary>Who answers: id, organization, version, time taken.</summary>
    public static void WriteIdentity(HttpResponse response, string requestId, TimeSpan taken)
    {
        response.Headers["x-request-id"] = requestId;
        response.Headers["openai-organization"] = OpenAiFaults.Organization;
        response.Headers["openai-version"] = "2020-10-01";
        response.Headers["openai-processing-ms"] = Text((long)taken.TotalMilliseconds);
    }

    /// <summary>What is left of the limits after a call of that many tokens; a refusal by rate leaves nothing.</summary>
    public static void WriteLimits(HttpResponse response, int tokens, int? retryAfterSeconds = null)
    {
        var limited = retryAfterSeconds is not null;
        var left = limited ? 0 : Math.Max(0, TokensPerMinute - tokens);
        response.Headers["x-ratelimit-limit-requests"] = Text(RequestsPerMinute);
        response.Headers["x-ratelimit-limit-tokens"] = Text(TokensPerMinute);
        response.Headers["x-ratelimit-remaining-requests"] = Text(limited ? 0 : RequestsPerMinute - 1);
        response.Headers["x-ratelimit-remaining-tokens"] = Text(left);
        response.Headers["x-ratelimit-reset-requests"] = Duration(Wait(1.0 / RequestsPerMinute));
        response.Headers["x-ratelimit-reset-tokens"] = Duration(Wait((double)(TokensPerMinute - left) / TokensPerMinute));

        TimeSpan Wait(double minutes) => TimeSpan.FromSeconds(retryAfterSeconds ?? 60 * minutes);
    }

    /// <summary>A duration as Go prints it: <c>12ms</c>, <c>1.5s</c>, <c>6m0s</c>, <c>1h2m3s</c>.</summary>
    public static string Duration(TimeSpan duration)
    {
        if (duration < TimeSpan.FromSeconds(1))
            return string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(duration.TotalMilliseconds):0}ms");
        var seconds = string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds % 60:0.###}s");
        if (duration < TimeSpan.FromMinutes(1)) return seconds;
        var minutes = string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes}m{seconds}");
        return duration < TimeSpan.FromHours(1)
            ? minutes
            : string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours}h{minutes}");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
