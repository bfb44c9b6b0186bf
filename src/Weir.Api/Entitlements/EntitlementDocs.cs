using Weir.Api.OpenApi;
using Weir.Api.Wire;

namespace Weir.Api.Entitlements;

/// <summary>Documentation of the entitlements' operations.</summary>
internal static class EntitlementDocs
{
    private const string Tag = "Entitlements";

    public static readonly OperationDoc List = new()
    {
        Id = "list_entitlements",
        Tag = Tag,
        Summary = "Lists every entitlement of the app, and whether the customer has it.",
        Description =
            "An app shows its gates by this list; that a metered one is allowed says only that something is left. What "
            + "a call may "
            + "use is decided when it is made.",
        Headers = [HeaderDoc.Customer],
        Errors = CommonErrors.OfCustomer,
        Answers =
        [
            new AnswerDoc(
                200, "All of them, by key.", typeof(Page<EntitlementState>),
                new Page<EntitlementState>([Samples.CostEntitlement, Samples.ManagedAi, Samples.Pro], null)),
        ],
    };

    public static readonly OperationDoc Get = new()
    {
        Id = "get_entitlement",
        Tag = Tag,
        Summary = "Tells whether the customer has an entitlement, and why.",
        Headers = [HeaderDoc.Customer],
        Parameters = new Dictionary<string, ParameterDoc> { ["key"] = new("Key of the entitlement.", "scritorio_pro") },
        Errors = CommonErrors.OfCustomer,
        Answers = [new AnswerDoc(200, "The entitlement.", typeof(EntitlementState), Samples.Pro)],
    };
}
