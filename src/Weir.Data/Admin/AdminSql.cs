namespace Weir.Data.Admin;

/// <summary>The functions of <c>db/functions/admin</c> as they are called.</summary>
internal static class AdminSql
{
    public const string GrantUnits = "select weir.admin_grant_units($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

    public const string RevokeGrant = "select * from weir.admin_revoke_grant($1, $2, $3, $4, $5, $6)";

    public const string Correct =
        "select * from weir.admin_correct($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";

    public const string VoidHold = "select weir.admin_void_hold($1, $2, $3, $4, $5, $6)";

    public const string AssignPlan = "select * from weir.admin_assign_plan($1, $2, $3, $4, $5, $6, $7)";

    public const string SetSpendCap = "select weir.admin_set_spend_cap($1, $2, $3, $4, $5, $6, $7)";

    public const string Billing = "select weir.admin_billing($1, $2)::text";

    public const string RecomputeBilling = "select weir.admin_recompute_billing($1, $2, $3, $4, $5)";

    public const string Customers = "select * from weir.admin_customers($1, $2, $3, $4, $5, $6)";

    public const string Members = "select * from weir.admin_members($1, $2)";

    public const string Grants = "select * from weir.admin_grants($1, $2, $3, $4, $5)";

    public const string Holds = "select * from weir.admin_holds($1, $2, $3, $4, $5)";

    public const string AuditLog = "select * from weir.audit_log_page($1, $2, $3, $4)";
}
