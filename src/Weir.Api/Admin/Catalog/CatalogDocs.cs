using Weir.Api.OpenApi;
using Weir.Api.Wire;
using Weir.Core.Catalog;

namespace Weir.Api.Admin.Catalog;

/// <summary>Documentation of the catalog's operations.</summary>
internal static class CatalogDocs
{
    private const string OnePage = "All of them in one page: `next_cursor` is null. `weir apply` changes them.";

    public static readonly OperationDoc Plans = new()
    {
        Id = "admin_list_plans",
        Tag = AdminDocs.Tag,
        Summary = "Lists the plans, every version that is still referred to.",
        Description = OnePage,
        Errors = CommonErrors.OfOperator,
        Answers =
        [
            new AnswerDoc(200, "The plans.", typeof(Page<PlanRow>), new Page<PlanRow>(
                [
                    new PlanRow(
                        "dev_managed_ai", 1, true, "Managed AI (development)",
                        [
                            new PlanRight("managed_ai", EntitlementKind.Boolean, null, null, null, null),
                            new PlanRight(
                                "ai_cost", EntitlementKind.Metered, null, 10_000_000, 10_000_000,
                                PeriodKind.CalendarMonth),
                        ],
                        [
                            new PlanRoute(
                                "summarize", new RouteTarget("openai", "gpt-5-mini", "flex"),
                                new RouteTarget("openai", "gpt-5-mini", "default")),
                        ]),
                ],
                null)),
        ],
    };

    public static readonly OperationDoc Features = new()
    {
        Id = "admin_list_features",
        Tag = AdminDocs.Tag,
        Summary = "Lists every feature of the app.",
        Description = OnePage,
        Errors = CommonErrors.OfOperator,
        Answers =
        [
            new AnswerDoc(200, "The features.", typeof(Page<FeatureRow>), new Page<FeatureRow>(
                [
                    new FeatureRow(
                        "chapter_summary", "Chapter summary", "summarize", "managed_ai", "chapter_summary@1",
                        OutputKind.Text, 1500, []),
                ],
                null)),
        ],
    };

    public static readonly OperationDoc Prices = new()
    {
        Id = "admin_list_prices",
        Tag = AdminDocs.Tag,
        Summary = "Lists the prices, every version that is still referred to.",
        Description = OnePage,
        Errors = CommonErrors.OfOperator,
        Answers =
        [
            new AnswerDoc(200, "The prices.", typeof(Page<PriceRow>), new Page<PriceRow>(
                [
                    new PriceRow(
                        "openai", "gpt-5-mini", "flex", 1, Samples.Period.Start, 1_000_000,
                        new PriceRates("0.125000000", "0.012500000", "0.125000000", "1.000000000"), null, null,
                        "openai.com/api/pricing, 2026-11-01"),
                ],
                null)),
        ],
    };
}
