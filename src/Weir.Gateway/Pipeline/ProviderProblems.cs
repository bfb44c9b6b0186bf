using Weir.Core.Errors;
using Weir.Gateway.Providers;

namespace Weir.Gateway.Pipeline;

/// <summary>What the caller is told of a provider's failure: our words and codes only.</summary>
internal static class ProviderProblems
{
    public static WeirError Of(ProviderOutcome outcome) => outcome.Fault switch
    {
        ProviderFault.RateLimited => new(ErrorCode.ProviderRateLimited, "The AI provider is limiting requests.")
        {
            RetryAfter = outcome.RetryAfter ?? TimeSpan.FromSeconds(5),
        },
        ProviderFault.Capacity => new(ErrorCode.ProviderUnavailable, "The AI provider has no capacity at the moment.")
        {
            RetryAfter = outcome.RetryAfter ?? TimeSpan.FromSeconds(30),
        },
        ProviderFault.Unreachable => new(ErrorCode.ProviderUnavailable, "The AI provider cannot be reached.")
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        },
        ProviderFault.AccountExhausted or ProviderFault.Credentials =>
            new(ErrorCode.ProviderUnavailable, "The AI provider does not serve this app now. Its operator is told."),
        ProviderFault.Stopping => new(ErrorCode.Overloaded, "This server is stopping; repeat the call.")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        },
        ProviderFault.Timeout => new(ErrorCode.ProviderTimeout, "The AI provider did not answer in time."),
        ProviderFault.InputTooLong => Input("is longer than the model can read."),
        ProviderFault.InputRefused => Input("was refused by the AI provider's policy."),
        _ => new(ErrorCode.ProviderError, "The AI provider failed.") { RetryAfter = outcome.RetryAfter },
    };

    /// <summary>Whether an operator must act.</summary>
    public static bool ConcernsOperator(ProviderFault? fault) =>
        fault is ProviderFault.AccountExhausted or ProviderFault.Credentials or ProviderFault.Misconfigured;

    private static WeirError Input(string message) => new(ErrorCode.InvalidInput, "The AI provider refuses this input.")
    {
        Faults = [new FieldFault("input", message)],
    };
}
