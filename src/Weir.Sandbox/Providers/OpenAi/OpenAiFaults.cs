using System.Collections.Frozen;
using Weir.Sandbox.Providers.Scripts;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>What can be scripted for the OpenAI stand-in, and how it sounds.</summary>
internal static class OpenAiFaults
{
    /// <summary>Name in paths.</summary>
    public const string Provider = "openai";

    /// <summary>The organization that headers and messages name. It must never reach an end user.</summary>
    public const string Organization = "org-sandbox4f1c9a7e2b";

    private const string Quota = "insufficient_quota";

    private static readonly FrozenDictionary<string, (int Status, string Type, string Message)> s_codes =
        new Dictionary<string, (int, string, string)>(StringComparer.Ordinal)
        {
            ["invalid_prompt"] = (400, "invalid_request_error",
                "Invalid prompt: your prompt was flagged as potentially violating our usage policy."),
            ["content_policy_violation"] = (400, "invalid_request_error",
                "Your request was rejected as a result of our safety system."),
            ["context_length_exceeded"] = (400, "invalid_request_error",
                "Your input exceeds the context window of this model. Please adjust your input and try again."),
            ["invalid_api_key"] = (401, "invalid_request_error", $"Incorrect API key provided for {Organization}."),
            ["unsupported_country_region_territory"] = (403, "request_forbidden", "Country, region, or territory not supported"),
            ["model_not_found"] = (404, "invalid_request_error", "The model does not exist or you do not have access to it."),
            ["timeout"] = (408, "timeout", "Request timed out."),
            ["conflict"] = (409, "invalid_request_error", "The request conflicts with another one."),
            ["rate_limit_exceeded"] = (429, "requests",
                $"Rate limit reached in organization {Organization} on requests per min (RPM): Limit 10000, Used "
                + "10000, Requested 1."),
            ["slow_down"] = (429, "rate_limit_error", "Your traffic grew too fast. Please slow down."),
            ["resource_unavailable"] = (429, "resource_unavailable",
                "Resource Unavailable: there is no capacity for this service tier at the moment."),
            [Quota] = (429, Quota, "You exceeded your current quota, please check your plan and billing details."),
            ["credit_balance_exhausted"] = (429, Quota, $"The credit balance of {Organization} is exhausted."),
            ["organization_spend_limit_exceeded"] = (429, Quota, $"The spend limit of {Organization} is exceeded."),
            ["project_spend_limit_exceeded"] = (429, Quota, "The spend limit of the project is exceeded."),
            ["organization_usage_limit_exceeded"] = (429, Quota, $"The usage limit of {Organization} is exceeded."),
            ["server_error"] = (500, "server_error", "The server had an error while processing your request. Sorry about that!"),
            ["bad_gateway"] = (502, "server_error", "Bad gateway."),
            ["server_is_overloaded"] = (503, "service_unavailable_error",
                "Our servers are currently overloaded. Please try again later."),
            ["gateway_timeout"] = (504, "server_error", "Gateway timeout."),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a script may say.</summary>
    public static FaultVocabulary Vocabulary { get; } = new(
        Codes: s_codes.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Status, StringComparer.Ordinal),
        FailedCodes:
        [
            "server_error", "rate_limit_exceeded", "invalid_prompt", "data_residency_mismatch", "bio_policy",
            "vector_store_timeout",
        ],
        IncompleteReasons: ["max_output_tokens", "content_filter"],
        ServedTiers: ["default", "flex", "priority", "scale"],
        UsageMembers: FrozenSet.Create(
            StringComparer.Ordinal,
            "input_tokens", "input_tokens_details", "input_tokens_details.cached_tokens",
            "input_tokens_details.cache_write_tokens", "output_tokens", "output_tokens_details",
            "output_tokens_details.reasoning_tokens", "total_tokens"));

    /// <summary>The refusal that a fault with an HTTP status asks for.</summary>
    public static OpenAiError Refusal(ProviderFault fault)
    {
        var status = fault.HttpStatus!.Value;
        var code = fault.Code ?? CodeOf(status);
        var (_, type, message) = s_codes[code];
        return new OpenAiError(status, type, code, null, message);
    }

    /// <summary>How a code sounds in a failed response or an <c>error</c> event.</summary>
    public static string MessageOf(string code) =>
        s_codes.TryGetValue(code, out var known) ? known.Message : "The request failed.";

    /// <summary>Seconds in <c>Retry-After</c> when the script says nothing: rate limits and overload carry it.</summary>
    public static int? RetryAfterSeconds(OpenAiError error) =>
        error.Code is "rate_limit_exceeded" or "slow_down" or "server_is_overloaded" ? 1 : null;

    private static string CodeOf(int status) => status switch
    {
        401 => "invalid_api_key",
        403 => "unsupported_country_region_territory",
        404 => "model_not_found",
        408 => "timeout",
        409 => "conflict",
        429 => "rate_limit_exceeded",
        < 500 => "invalid_prompt",
        502 => "bad_gateway",
        503 => "server_is_overloaded",
        504 => "gateway_timeout",
        _ => "server_error",
    };
}
