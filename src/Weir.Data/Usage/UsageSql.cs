namespace Weir.Data.Usage;

/// <summary>The readers of <c>db/functions/engine</c> and <c>ledger</c> as they are called.</summary>
internal static class UsageSql
{
    public const string Summary = "select * from weir.usage_summary($1, $2, $3)";

    public const string Balances = "select * from weir.customer_balances($1, $2)";

    public const string Page = "select * from weir.usage_page($1, $2, $3, $4)";

    public const string Explain = "select weir.explain($1, $2, $3, $4)::text";

    public const string Breakage = "select * from weir.breakage($1, $2, $3)";
}
