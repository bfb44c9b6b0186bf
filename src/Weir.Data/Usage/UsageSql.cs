using Weir.Data.Limits;

namespace Weir.Data.Usage;

/// <summary>The readers of <c>db/functions/engine</c> and <c>ledger</c> as they are called.</summary>
internal static class UsageSql
{
    public const string Summary = "select * from weir.usage_summary($1, $2, $3)";

    public const string Balances = "select * from weir.customer_balances($1, $2)";

    public const string Page = "select * from weir.usage_page($1, $2, $3, $4)";

    /// <summary>One statement, one snapshot: stable functions read what it sees.</summary>
    public const string Explain = $"""
        select {LimitSql.Columns}, e.document
        from (select weir.explain($1, $2, $3, $4)::text as document) as e
        left join weir.customer_limits($1, $2, $5, null) on e.document is not null
        order by limit_code
        """;

    public const string Breakage = "select * from weir.breakage($1, $2, $3)";
}
