using Weir.Api.OpenApi;
using Weir.Api.Wire;
using Weir.Core.Catalog;

namespace Weir.Api.Features;

/// <summary>Documentation of the features' operations.</summary>
internal static class FeatureDocs
{
    public static readonly OperationDoc List = new()
    {
        Id = "list_features",
        Tag = "AI",
        Summary = "Lists the features that the customer may call, with the rules of their input.",
        Description =
            "Empty when the subscription gives nothing now. Which model serves a feature is the plan's business.",
        Headers = [HeaderDoc.Customer],
        Errors = CommonErrors.OfCustomer,
        Answers =
        [
            new AnswerDoc(200, "The features.", typeof(Page<FeatureState>), new Page<FeatureState>(
                [
                    new FeatureState("chapter_summary", "Chapter summary", "summarize", OutputKind.Text, 1500,
                    [
                        new FeatureInput("title", InputType.Text, false, "The chapter's title", 300, null, null, null),
                        new FeatureInput("text", InputType.Text, true, "The chapter", 200_000, null, null, null),
                    ]),
                ],
                null)),
        ],
    };
}
