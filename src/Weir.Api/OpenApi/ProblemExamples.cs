using System.Text.Json.Nodes;
using Weir.Core.Errors;
using Weir.Http.Problems;

namespace Weir.Api.OpenApi;

/// <summary>A problem of every code, written by the writer that writes the real ones.</summary>
internal static class ProblemExamples
{
    private const string RequestId = "01939f2e6c3a7c1d8a550f6f1f0a7b11";

    public static JsonNode Of(ErrorCode code)
    {
        var error = new WeirError(code, DetailOf(code))
        {
            Faults = code is ErrorCode.InvalidInput
                ? [new FieldFault("input.text", "is required."), new FieldFault(
                    "model", "is not a member of this object")]
                : [],
            Limit = code is ErrorCode.QuotaExhausted or ErrorCode.SpendCapReached
                ? new LimitDenial(
                    "customer", "ai_cost", 10_000_000, 4_112_500, 0, 6_574_000, 5_887_500, 10_000_000,
                    new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero))
                : null,
            RetryAfter = ErrorCatalog.Describe(code).Status is 402 && code is not ErrorCode.SubscriptionPastDue
                ? TimeSpan.FromDays(10)
                : null,
        };
        return JsonNode.Parse(ProblemWriter.ToUtf8(
            error, RequestId, UpgradeUrls.Helps(code) ? "https://example.com/plans" : null))!;
    }

    private static string DetailOf(ErrorCode code) => code switch
    {
        ErrorCode.MissingToken => "Send Authorization: Bearer <access token>.",
        ErrorCode.InvalidInput => "2 members are not valid; see errors.",
        ErrorCode.QuotaExhausted => "The plan's allowance does not cover this call.",
        ErrorCode.SubscriptionPastDue => "The last payment failed. Pay the open invoice to go on.",
        _ => ErrorCatalog.Describe(code).Title + ".",
    };
}
