namespace Weir.Data.Billing;

/// <summary>The functions of <c>db/functions/billing</c> as they are called.</summary>
internal static class BillingSql
{
    public const string Receive = "select weir.receive_billing_event($1, $2, $3, $4, $5, $6, $7, $8)";

    public const string Work = "select * from weir.work_billing_event($1, $2)";

    public const string Fold = "select * from weir.fold_billing_facts($1, $2, $3, $4)";

    public const string EventPage = "select * from weir.billing_event_page($1, $2, $3, $4, $5, $6)";

    public const string Replay = "select weir.admin_replay_webhook($1, $2, $3, $4, $5)";

    public const string Sync = "select weir.sync_billing($2, $1)";

    public const string SyncDue = "select weir.sync_billing_due($1, $2)";

    public const string Recompute = "select weir.recompute_entitlements($1)";

    public const string SetRules = "select weir.set_billing_rules($1, $2, $3, $4)";
}
