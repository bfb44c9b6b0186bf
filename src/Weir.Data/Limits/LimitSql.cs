namespace Weir.Data.Limits;

/// <summary>The functions of limits and spend caps as they are called; positional parameters.</summary>
internal static class LimitSql
{
    public const string SetSpendCap = "select weir.set_spend_cap($1, $2, $3, $4)";

    public const string SpendCaps = "select meter, unit, amount, plan_overage, updated_at from weir.spend_caps_of($1, $2)";

    /// <summary>As <see cref="LimitStore.ReadLimit"/> reads them.</summary>
    public const string Columns =
        "limit_code, meter, unit, scope, scope_key, period, window_s, amount, used, held, resets_at";

    public const string CustomerLimits = $"select {Columns} from weir.customer_limits($1, $2, $3, $4)";
}
