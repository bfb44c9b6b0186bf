using Weir.Core.Errors;

namespace Weir.Billing.Providers;

/// <summary>What the caller is told of a payment provider's failure: our words and codes only.</summary>
internal static class ProviderProblems
{
    private static readonly TimeSpan s_wait = TimeSpan.FromSeconds(5);

    /// <summary>The error of a reply that is no success.</summary>
    public static WeirError Of(ProviderReply reply) => reply switch
    {
        { Failure: ProviderFailure.Timeout } =>
            new(ErrorCode.ProviderTimeout, "The payment provider did not answer in time."),
        { Failure: ProviderFailure.Unreachable } =>
            new(ErrorCode.ProviderUnavailable, "The payment provider cannot be reached.") { RetryAfter = s_wait },
        { Failure: ProviderFailure.Unreadable } => Unexpected,
        { Status: 401 or 403 } =>
            new(ErrorCode.ProviderUnavailable, "The payment provider does not serve this app now. Its operator is told."),
        { Status: 429 or >= 500 } =>
            new(ErrorCode.ProviderUnavailable, "The payment provider is not available now.")
            {
                RetryAfter = reply.RetryAfter ?? s_wait,
            },
        _ => new(ErrorCode.ProviderError, "The payment provider refused the request.") { Retryable = false },
    };

    /// <summary>It answered, and not with what its API promises.</summary>
    public static WeirError Unexpected { get; } =
        new(ErrorCode.ProviderError, "The payment provider's answer could not be read.");

    /// <summary>Whether an operator must act: a key that is refused, a price or portal that is not there.</summary>
    public static bool ConcernsOperator(ProviderReply reply) =>
        reply.Failure is null && reply.Status is >= 400 and < 500 and not (409 or 429);
}
