using Weir.Api.OpenApi;
using Weir.Api.Wire;
using Weir.Core.Catalog;
using Weir.Core.Entitlements;
using Weir.Core.Errors;

namespace Weir.Api.Check;

/// <summary>Documentation of checks.</summary>
internal static class CheckDocs
{
    public static readonly OperationDoc Check = new()
    {
        Id = "check_entitlement",
        Tag = "Metering",
        Summary = "Tells whether so many units could be used now.",
        Description =
            "For boolean, static and metered entitlements, and for meters. What is left is read at once, never from a "
            + "cache: grants of now, less what is used, overrun or held by calls that are running, within the limits of the "
            + "plan for the customer, the member and the feature. A static value that is a "
            + "number is compared with `quantity`, when that is given. The answer informs and sets nothing aside: only a "
            + "reservation does. With a service key, name the customer in the body.",
        Headers = [HeaderDoc.Customer],
        Errors = [.. CommonErrors.OfBody, .. CommonErrors.OfCustomer, ErrorCode.RoleRequired],
        Body = new BodyDoc(typeof(CheckRequest), new Dictionary<string, object>
        {
            ["by_a_user"] = new CheckRequest("ai_cost", 604_000, "chapter_summary", null, null),
            ["by_a_service"] = new CheckRequest("managed_ai", null, null, Samples.User, null),
        }),
        Answers =
        [
            new AnswerDoc(200, "The decision.", typeof(EntitlementState), new EntitlementState(
                "ai_cost", EntitlementKind.Metered, true, null, 9_396_000, "nano_usd", EntitlementReason.Granted,
                "plan:dev_managed_ai@1")),
        ],
    };
}
