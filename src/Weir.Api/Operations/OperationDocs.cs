using Weir.Api.OpenApi;

namespace Weir.Api.Operations;

/// <summary>Documentation of what keeps the server running.</summary>
internal static class OperationDocs
{
    private const string Tag = "Operations";

    public static readonly OperationDoc Health = new()
    {
        Id = "get_health",
        Tag = Tag,
        Summary = "Tells that the process is alive.",
        NeedsToken = false,
        Errors = [Core.Errors.ErrorCode.Internal],
        Answers = [new AnswerDoc(200, "It is.", typeof(Health), new Health("ok"))],
    };

    public static readonly OperationDoc Readiness = new()
    {
        Id = "get_readiness",
        Tag = Tag,
        Summary = "Tells whether calls can be served now.",
        Description =
            "Looks at the database, the catalog and the keys that verify tokens. An answer is at most a second old.",
        NeedsToken = false,
        Errors = [Core.Errors.ErrorCode.Internal],
        Answers =
        [
            new AnswerDoc(
                200, "They can.", typeof(Readiness),
                Operations.Readiness.Of(
                    new ReadinessChecks(ReadinessChecks.Ok, ReadinessChecks.Ok, ReadinessChecks.Ok))),
            new AnswerDoc(
                503, "They cannot; the checks say why.", typeof(Readiness),
                Operations.Readiness.Of(
                    new ReadinessChecks(ReadinessChecks.Ok, ReadinessChecks.Missing, ReadinessChecks.Unreachable))),
        ],
    };
}
