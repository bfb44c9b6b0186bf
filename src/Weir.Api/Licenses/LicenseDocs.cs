using Weir.Api.OpenApi;
using Weir.Core.Billing;
using Weir.Core.Errors;

namespace Weir.Api.Licenses;

/// <summary>Documentation of the operations of licence keys.</summary>
internal static class LicenseDocs
{
    private const string Tag = "Billing";
    private const string SampleKey = "38B1460A-5104-4067-A91D-77B872934D51";
    private static readonly InstanceState s_instance = new(Samples.User, "Ada's laptop");
    private static readonly LicenseKeyState s_key = new(LicenseState.Active, "XXXX-77B872934D51", 3, 1, null);

    /// <summary>A token may be sent, and must then be valid.</summary>
    private static readonly IReadOnlyList<ErrorCode> s_errors =
    [
        .. CommonErrors.OfBody, ErrorCode.InvalidToken, ErrorCode.TokenExpired, ErrorCode.RoleRequired, .. CommonErrors.Any,
        ErrorCode.StoreUnavailable, ErrorCode.NotFound,
    ];

    private const string Who =
        " No token is needed: an app may call before its user signs in. With a user's token, a key that is nobody's becomes "
        + "that customer's, and another customer's key counts as unknown.";

    public static readonly OperationDoc Activate = new()
    {
        Id = "activate_license",
        Tag = Tag,
        Summary = "Activates a licence key for one installation.",
        Description =
            "At most `activation_limit` instances are active at once. A key that is unknown, disabled, expired or refunded is "
            + "`not_found`: it is not said which. With an `Idempotency-Key`, a repeat answers the first instance." + Who,
        NeedsToken = false,
        Headers = [HeaderDoc.Idempotency, HeaderDoc.Customer],
        Errors = [.. s_errors, ErrorCode.LimitExceeded, ErrorCode.IdempotencyConflict],
        Body = new BodyDoc(typeof(ActivationRequest), new Dictionary<string, object>
        {
            ["key"] = new ActivationRequest(SampleKey, "Ada's laptop"),
        }),
        Answers =
        [
            new AnswerDoc(200, "It is activated.", typeof(LicenseActivated), new LicenseActivated(true, s_instance, s_key)),
        ],
    };

    public static readonly OperationDoc Validate = new()
    {
        Id = "validate_license",
        Tag = Tag,
        Summary = "Tells whether a licence key may be used.",
        Description = "With `instance_id`, also whether it is activated for that instance." + Who,
        NeedsToken = false,
        Headers = [HeaderDoc.Customer],
        Errors = s_errors,
        Body = new BodyDoc(typeof(ValidationRequest), new Dictionary<string, object>
        {
            ["key"] = new ValidationRequest(SampleKey, null),
            ["instance"] = new ValidationRequest(SampleKey, Samples.User),
        }),
        Answers =
        [
            new AnswerDoc(
                200, "The answer, whatever the key.", typeof(LicenseValidity), new LicenseValidity(true, s_instance, s_key)),
        ],
    };

    public static readonly OperationDoc Deactivate = new()
    {
        Id = "deactivate_license",
        Tag = Tag,
        Summary = "Takes an installation from a licence key, and makes room for another.",
        Description = "An instance that is not there is `not_found`, and so is a key that cannot be used." + Who,
        NeedsToken = false,
        Headers = [HeaderDoc.Customer],
        Errors = s_errors,
        Body = new BodyDoc(typeof(DeactivationRequest), new Dictionary<string, object>
        {
            ["instance"] = new DeactivationRequest(SampleKey, Samples.User),
        }),
        Answers =
        [
            new AnswerDoc(200, "It is gone.", typeof(LicenseDeactivated), new LicenseDeactivated(true, s_key)),
        ],
    };
}
