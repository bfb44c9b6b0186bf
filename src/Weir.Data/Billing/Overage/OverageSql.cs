namespace Weir.Data.Billing.Overage;

/// <summary>The functions of <c>db/functions/overage</c> as they are called.</summary>
internal static class OverageSql
{
    public const string ReportPage = "select last_customer_id, messages from weir.report_overage_page($1, $2, $3)";

    public const string Claim =
        "select outbox_id, claim_id, state, buyer_id, event_name, value, occurred_at, reason "
        + "from weir.claim_overage_message($1, $2, $3)";

    public const string Finish = "select weir.finish_overage_message($1, $2, $3, $4, $5, $6, $7)";

    public const string Page = "select * from weir.overage_message_page($1, $2, $3, $4, $5, $6)";

    public const string Replay = "select weir.admin_replay_overage_message($1, $2, $3, $4, $5)";
}
