using Weir.Api.OpenApi;
using Weir.Core.Catalog;
using Weir.Core.Errors;
using Weir.Core.Usage;

namespace Weir.Api.Explain;

/// <summary>Documentation of explanations.</summary>
internal static class ExplainDocs
{
    private static readonly ExplainedGrant s_grant = new(
        Samples.Event, GrantState.Open, 1, "plan", 100, 10_000_000, 0, PeriodKind.CalendarMonth, Samples.Period.Start, null,
        Samples.Period.Start,
        new ExplainedBucket(
            1, Samples.Period.Start, Samples.Period.End, Samples.Period.End, 10_000_000, 604_000, 0, 0, 10_000_000));

    private static readonly ExplainedEventRow s_event = new(
        Samples.Event, UsageEventKind.Usage, null, null, Samples.CalledAt, Samples.CalledAt, 604_000, 0, false, Samples.User,
        "chapter_summary", "openai", "gpt-5-mini-2025-08-07", "0.000604000", 1, "provider", "completed");

    public static readonly OperationDoc Explain = new()
    {
        Id = "explain_entitlement",
        Tag = "Metering",
        Summary = "Shows what is behind the answer of a check.",
        Description =
            "Grants in the order in which they burn, with their buckets; holds, overruns, limits, the plan's version, and the "
            + "last events. With a service key, name the customer: `customer_id` or `user_id`.",
        Headers = [HeaderDoc.Customer],
        Parameters = new Dictionary<string, ParameterDoc>
        {
            ["key"] = new("Entitlement key or meter code.", "ai_cost"),
            ["last"] = new($"Most events, holds and ended grants, 0 to {ExplainEntitlement.MostLast}; "
                + $"{ExplainEntitlement.DefaultLast} when left out.", "10", "^[0-9]{1,3}$"),
        },
        Errors = [.. CommonErrors.OfCustomer, ErrorCode.RoleRequired],
        Answers =
        [
            new AnswerDoc(200, "The explanation.", typeof(Explanation), new Explanation(
                "ai_cost", Samples.CostEntitlement,
                new ExplainedPlan(Samples.Plan.Code, Samples.Plan.Name, 1, Samples.Plan.Status), Samples.CalledAt,
                Samples.Cost, [s_grant], [], [], 0, new ExplainedHolds(0, 0, 0, []), [s_event])),
        ],
    };
}
