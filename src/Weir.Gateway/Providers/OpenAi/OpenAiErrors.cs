using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Weir.Gateway.Providers.OpenAi;

/// <summary>
/// What OpenAI's error statuses and codes mean. Its messages are never read: they may hold key fragments and account
/// ids.
/// </summary>
internal static class OpenAiErrors
{
    private const string FlexTier = "flex";

    /// <summary>Longest wait that is passed on.</summary>
    private static readonly TimeSpan s_maxRetryAfter = TimeSpan.FromHours(1);

    /// <summary>An error status with its body (<c>{"error":{type,code,param}}</c>, or anything else).</summary>
    public static ProviderOutcome OfStatus(
        HttpStatusCode status, ReadOnlyMemory<byte> body, HttpResponseHeaders headers, string tier, DateTimeOffset now)
    {
        var (type, code) = ReadError(body);
        return new ProviderOutcome(ProviderEnd.Refused)
        {
            Fault = Classify((int)status, type, code, tier),
            OperatorCode = code ?? type ?? ((int)status).ToString(CultureInfo.InvariantCulture),
            RequestId = RequestId(headers),
            RetryAfter = RetryAfter(headers, now),
        };
    }

    /// <summary>The code of a response with status <c>failed</c>, or of an <c>error</c> event.</summary>
    public static ProviderFault OfFailure(string? code) => code switch
    {
        "rate_limit_exceeded" => ProviderFault.RateLimited,
        "server_is_overloaded" => ProviderFault.Overloaded,
        "invalid_prompt" or "bio_policy" or "content_policy_violation" => ProviderFault.InputRefused,
        "context_length_exceeded" => ProviderFault.InputTooLong,
        _ when IsAccountCode(code) => ProviderFault.AccountExhausted,
        _ => ProviderFault.Error,
    };

    public static string? RequestId(HttpResponseHeaders headers) =>
        headers.TryGetValues("x-request-id", out var values) ? ProviderText.Identifier(values.FirstOrDefault()) : null;

    private static ProviderFault Classify(int status, string? type, string? code, string tier) => status switch
    {
        400 or 413 or 422 => OfFailure(code) is var fault and (ProviderFault.InputRefused or ProviderFault.InputTooLong)
            ? fault
            : ProviderFault.Misconfigured,
        401 or 403 => ProviderFault.Credentials,
        404 => ProviderFault.Misconfigured,
        408 or 504 => ProviderFault.Timeout,
        429 when type == "insufficient_quota" || IsAccountCode(code) => ProviderFault.AccountExhausted,
        429 when code == "resource_unavailable" => ProviderFault.Capacity,
        // OpenAI does not document the code of a flex tier without capacity: it is what is left of 429 there.
        429 when tier == FlexTier && !IsRateLimit(type, code) => ProviderFault.Capacity,
        429 => ProviderFault.RateLimited,
        503 => ProviderFault.Overloaded,
        _ => ProviderFault.Error,
    };

    private static bool IsRateLimit(string? type, string? code) =>
        type is "requests" or "tokens" or "rate_limit_error" || code is "rate_limit_exceeded" or "slow_down";

    private static bool IsAccountCode(string? code) => code is "insufficient_quota" or "credit_balance_exhausted"
        or "organization_spend_limit_exceeded" or "project_spend_limit_exceeded" or "organization_usage_limit_exceeded";

    private static (string? Type, string? Code) ReadError(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("error", out var error)) return default;
            return (
                ProviderText.Identifier(OpenAiResponseReader.Text(error, "type")),
                ProviderText.Identifier(OpenAiResponseReader.Text(error, "code")));
        }
        catch (JsonException)
        {
            return default; // Not OpenAI's own page, such as a proxy's: the status says enough.
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseHeaders headers, DateTimeOffset now)
    {
        TimeSpan? wait = null;
        if (headers.TryGetValues("retry-after-ms", out var values)
            && int.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var millis))
            wait = TimeSpan.FromMilliseconds(millis);
        wait ??= headers.RetryAfter?.Delta ?? (headers.RetryAfter?.Date - now);
        if (wait is null) return null;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > s_maxRetryAfter ? s_maxRetryAfter : wait;
    }
}
