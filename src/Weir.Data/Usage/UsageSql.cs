namespace Weir.Data.Usage;

/// <summary>The readers of <c>db/functions/engine</c> as they are called.</summary>
internal static class UsageSql
{
    public const string Summary = "select * from weir.usage_summary($1, $2, $3)";

    public const string Balances = "select * from weir.customer_balances($1, $2)";

    public const string Page = "select * from weir.usage_page($1, $2, $3, $4)";
}
