namespace Weir.Data.Accounts;

/// <summary>The statements of <see cref="AccountStore"/>: calls of listed functions, positional parameters.</summary>
internal static class AccountSql
{
    private const string Columns =
        "customer_id, user_id, role, kind, status, plan_code, plan_version, period_start, period_end, trial_ends_at, "
        + "next_plan_code, next_plan_version, next_at, source, ends_at, paid_keys, paid_sources, paid_plans, paid_versions, "
        + "paid_until";

    public const string OpenAccount = $"select {Columns} from weir.open_account($1, $2, $3, $4)";

    public const string AssignPlan = $"select {Columns}, effective_at from weir.assign_plan($1, $2, $3, $4, $5)";

    public const string FindParties = "select id, owner_id, customer_ids from weir.find_parties($1)";

    public const string SetZone = "select weir.set_zone($1, $2, $3)";

    public const string GetProfile = "select user_id, display_name, avatar_url, locale, updated_at from weir.get_profile($1)";

    public const string UpdateProfile =
        "select user_id, display_name, avatar_url, locale, updated_at from weir.update_profile($1, $2, $3, $4, $5)";
}
