using Weir.Api.OpenApi;
using Weir.Core.Accounts;
using Weir.Core.Billing;

namespace Weir.Api.Account;

/// <summary>Documentation of the account's operations.</summary>
internal static class AccountDocs
{
    private const string Tag = "Account";

    private static readonly ProfileState s_profile = new(
        "Ada", "https://example.com/ada.png", "en-GB", Samples.CalledAt);

    public static readonly OperationDoc GetMe = new()
    {
        Id = "get_me",
        Tag = Tag,
        Summary = "Tells who calls, and what they have.",
        Description =
            "The first call of a user opens the account: in development with the app's development plan. A user of "
            + "several customers finds them here, and gets the members from `plan` on only with `Weir-Customer`. "
            + "Of a trial, `subscription.trial_ends_at` says when it ends; of a change of plan that waits for the period's end, "
            + "`subscription.next` says to what and from when.",
        Headers = [HeaderDoc.Customer],
        Errors = CommonErrors.OfCustomer,
        Answers =
        [
            new AnswerDoc(200, "The caller.", typeof(Me), new Me(
                new MeUser(Samples.User, "ada@example.com", false),
                s_profile,
                [new MeCustomer(Samples.User, CustomerKind.Personal, "owner")],
                Samples.User,
                Samples.Plan,
                new MeSubscription(SubscriptionStatus.Active, "default", "dev_managed_ai", 1, Samples.Period, TrialEndsAt: null,
                    Samples.Period.End, new MeNextPlan("starter", 2, Samples.Period.End)),
                new MeLicence(LicenseState.Active, "XXXX-77B872934D51", 3, 1, ExpiresAt: null,
                    [new MeLicenceInstance(Samples.User, "Ada's laptop", Samples.CalledAt)]),
                [Samples.CostEntitlement, Samples.ManagedAi, Samples.Pro],
                [Samples.Cost])),
        ],
    };

    public static readonly OperationDoc UpdateProfile = new()
    {
        Id = "update_profile",
        Tag = Tag,
        Summary = "Changes display fields of the caller.",
        Description =
            "Members that are left out, or null, stay as they are. Nothing else about a user can be changed here.",
        Errors = [.. CommonErrors.OfBody, .. CommonErrors.OfUser],
        Body = new BodyDoc(typeof(ProfileChange), new Dictionary<string, object>
        {
            ["name_and_locale"] = new { display_name = "Ada", locale = "en-GB" },
            ["picture"] = new { avatar_url = "https://example.com/ada.png" },
        }),
        Answers = [new AnswerDoc(200, "The profile as it is now.", typeof(ProfileState), s_profile)],
    };
}
