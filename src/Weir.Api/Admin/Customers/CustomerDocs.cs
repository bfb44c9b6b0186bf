using Weir.Api.OpenApi;
using Weir.Api.Wire;
using Weir.Core.Accounts;
using Weir.Core.Billing;

namespace Weir.Api.Admin.Customers;

/// <summary>Documentation of the customers' operations.</summary>
internal static class CustomerDocs
{
    private static readonly CustomerState s_customer = new(
        Samples.User, CustomerKind.Personal, Samples.Plan.Code, 1, SubscriptionStatus.Active, Samples.Period,
        Samples.CalledAt, null);

    private static readonly CustomerBilling s_billing = new(
        [new BuyerState(BillingProvider.Stripe, BillingMode.Live, "cus_1", false)],
        [
            new PaidSubscriptionState(
                BillingProvider.Stripe, BillingMode.Live, "sub_1", "cus_1", "price_1", BillingStatus.Active, 1,
                Samples.Period.Start, Samples.Period.End, null, null, Samples.CalledAt),
        ],
        [
            new PaymentRow(
                BillingProvider.Stripe, BillingMode.Live, "invoice:in_1", "sub_1", null, PaymentState.Paid, Samples.CalledAt,
                900, 0, "USD"),
        ],
        [
            new LicenceState(
                BillingProvider.LemonSqueezy, BillingMode.Live, "7", "XXXX-77B872934D51", LicenseState.Active, "400001", 3, 1,
                null),
        ],
        [new PaidEntitlementState("managed_ai", "subscription:stripe:sub_1", "managed_ai_monthly", 1, Samples.Period.End)]);

    private static readonly IReadOnlyDictionary<string, ParameterDoc> s_path =
        new Dictionary<string, ParameterDoc> { ["id"] = AdminDocs.CustomerId };

    public static readonly OperationDoc List = new()
    {
        Id = "admin_list_customers",
        Tag = AdminDocs.Tag,
        Summary = "Pages the customers, newest first.",
        Description = "Deleted ones too.",
        Parameters = AdminDocs.Paged(
            ("user_id", new("Only those that this user acts for.", Samples.User.ToString(), AdminDocs.Uuid))),
        Errors = AdminDocs.ListErrors,
        Answers =
        [
            new AnswerDoc(200, "A page.", typeof(Page<CustomerState>), new Page<CustomerState>([s_customer], null)),
        ],
    };

    public static readonly OperationDoc Get = new()
    {
        Id = "admin_get_customer",
        Tag = AdminDocs.Tag,
        Summary = "Tells what a customer is, who acts for it, and what it has left.",
        Description = "A personal customer has its user's id.",
        Parameters = s_path,
        Errors = AdminDocs.ReadErrors,
        Answers =
        [
            new AnswerDoc(200, "The customer.", typeof(CustomerDetail), CustomerDetail.Of(
                s_customer, [new MemberState(Samples.User, "owner", Samples.CalledAt)], [Samples.Cost], s_billing)),
        ],
    };

    public static readonly OperationDoc RecomputeBilling = new()
    {
        Id = "admin_recompute_billing",
        Tag = AdminDocs.Tag,
        Summary = "Computes a customer's plan and entitlements anew from what is known of its payments.",
        Description =
            "What workers do whenever a provider says something. Nothing is asked of the provider, and a repeat changes nothing.",
        Parameters = s_path,
        Errors = AdminDocs.ReadErrors,
        Answers =
        [
            new AnswerDoc(200, "It is computed.", typeof(BillingRecomputed), new BillingRecomputed(true, s_customer, s_billing)),
        ],
    };

    public static readonly OperationDoc AssignPlan = new()
    {
        Id = "admin_assign_plan",
        Tag = AdminDocs.Tag,
        Summary = "Changes the plan of a customer to a plan's newest version.",
        Description =
            "What takes nothing away holds at once, else from the end of the period on; `when` decides otherwise. What "
            + "is used stays used. A repeat changes nothing; a change that waits is replaced by the next one.",
        Parameters = s_path,
        Headers = [HeaderDoc.Idempotency],
        Errors = AdminDocs.ChangeErrors,
        Body = new BodyDoc(typeof(PlanAssignment), new Dictionary<string, object>
        {
            ["plan"] = new { plan = "dev_managed_ai" },
            ["at_once_whatever_it_is"] = new PlanAssignment("dev_managed_ai", "now"),
        }),
        Answers =
        [
            new AnswerDoc(200, "It is on the plan, or will be.", typeof(PlanAssigned), new PlanAssigned(
                "dev_managed_ai", Samples.CalledAt, true, s_customer)),
        ],
    };
}
