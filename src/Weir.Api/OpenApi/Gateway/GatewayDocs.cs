using System.Text.Json.Nodes;
using Weir.Core.Errors;

namespace Weir.Api.OpenApi.Gateway;

/// <summary>
/// Documentation of operations that another assembly maps: the data plane does not know this one, so it is found by
/// method and path instead of by metadata.
/// </summary>
internal static class GatewayDocs
{
    private const string ResponsesPath = "v1/ai/responses";

    public static readonly OperationDoc CreateResponse = new()
    {
        Id = "create_ai_response",
        Tag = "AI",
        Summary = "Calls a feature.",
        Description =
            """
            Metered and limited: units for the most that the call can cost are set aside before the provider is called,
            and what it really cost is booked before the answer is complete.

            With `stream: true` the answer is `text/event-stream`: `weir.routing` (state `flex_reading`, `flex_served`
            or `flex_to_fast_retry`), `weir.delta` with `text`, then `weir.completed` with the whole object, or
            `weir.error` with a problem. An error before the first event is an ordinary problem.

            With `Idempotency-Key`, a repeat while the first call runs answers `request_in_progress`, and one after it
            `already_settled` with the event and its cost: outputs are not stored.
            """,
        Headers = [HeaderDoc.Customer, HeaderDoc.Idempotency],
        Errors =
        [
            .. CommonErrors.OfBody, .. CommonErrors.OfCustomer,
            ErrorCode.QuotaExhausted, ErrorCode.SpendCapReached, ErrorCode.SubscriptionPastDue,
            ErrorCode.FeatureNotEntitled, ErrorCode.TierNotAllowed, ErrorCode.LimitExceeded,
            ErrorCode.SubscriptionInactive,
            ErrorCode.UnknownFeature, ErrorCode.UnknownModel,
            ErrorCode.IdempotencyConflict, ErrorCode.RequestInProgress, ErrorCode.AlreadySettled,
            ErrorCode.ProviderRateLimited, ErrorCode.ProviderError, ErrorCode.Overloaded, ErrorCode.ProviderUnavailable,
            ErrorCode.ProviderTimeout,
        ],
        Body = new BodyDoc(typeof(AiCall), new Dictionary<string, object>
        {
            ["chapter_summary"] = Json(
                """
                {
                  "feature": "chapter_summary",
                  "input": {
                    "title": "Down the Rabbit-Hole",
                    "text": "Alice was beginning to get very tired of sitting by her sister on the bank…",
                    "instructions": "Two paragraphs at most."
                  },
                  "document": { "project_id": "alice", "document_id": "chapter-1" }
                }
                """),
            ["act_summary"] = Json(
                """
                {
                  "feature": "act_summary",
                  "input": {
                    "title": "Act one",
                    "chapters": [
                      { "title": "Down the Rabbit-Hole", "text": "Alice was beginning to get very tired…" },
                      { "title": "The Pool of Tears", "text": "Curiouser and curiouser…" }
                    ]
                  },
                  "stream": true
                }
                """),
        }),
        Answers =
        [
            new AnswerDoc(200, "The answer, when `stream` is not true.", null, Json(Answer)),
            new AnswerDoc(
                200, "The same as a stream, when `stream` is true.", typeof(string),
                $"event: weir.routing\ndata: {{\"state\":\"flex_reading\"}}\n\nevent: weir.delta\ndata: "
                + $"{{\"text\":\"Alice follows a\"}}\n\nevent: weir.completed\ndata: {Json(Answer).ToJsonString()}\n\n",
                "text/event-stream"),
        ],
    };

    /// <summary>The documentation of an operation; null when it is not one of these.</summary>
    public static OperationDoc? Find(string? method, string? path) =>
        method == "POST" && path?.TrimStart('/') == ResponsesPath ? CreateResponse : null;

    private const string Answer =
        """
        {
          "id": "01939f2e-6c3a-7c1d-8a55-0f6f1f0a7b11",
          "feature": "chapter_summary",
          "status": "completed",
          "output": { "text": "Alice follows a white rabbit down its hole…" },
          "usage": {
            "input_tokens": 3120, "cached_input_tokens": 0, "output_tokens": 214, "reasoning_tokens": 0,
            "total_tokens": 3334, "cost_usd": "0.000604000", "provenance": "provider"
          },
          "routing": {
            "provider": "openai", "model": "gpt-5-mini-2025-08-07", "tier_requested": "flex", "tier_served": "flex",
            "retried": false, "fallback": false
          },
          "quota": {
            "meter": "ai_cost", "granted": 10000000, "used": 604000, "held": 0, "remaining": 9396000,
            "hard_limit": 10000000, "resets_at": "2026-12-01T00:00:00Z"
          }
        }
        """;

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;
}
