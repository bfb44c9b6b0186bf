namespace Weir.Data.Engine;

/// <summary>
/// The engine's functions as they are called. Parameters are positional, in the order of <c>db/functions/engine</c>.
/// </summary>
internal static class EngineSql
{
    public const string LockBooks = "select weir.lock_books($1, $2)";

    public const string Reserve = "select * from weir.reserve($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    public const string Post = """
        select * from weir.post($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
          $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33)
        """;

    public const string Settle = "select * from weir.settle($1, $2, $3, $4, $5, $6, $7)";

    public const string Void = "select * from weir.void($1, $2, $3, $4)";

    public const string Extend = "select * from weir.extend($1, $2, $3, $4, $5, $6, $7)";

    public const string Correct =
        "select * from weir.correct($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

    public const string Balances = "select * from weir.balances($1, $2, $3)";

    public const string ExpireHolds = "select weir.expire_holds($1, $2)";

    public const string GrantUnits = "select weir.grant_units($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    public const string RevokeGrant = "select status, lost from weir.revoke_grant($1, $2, $3)";

    public const string EnsurePartitions = "select weir.ensure_usage_partitions($1, $2)";

    public const string TrimKeys = "select weir.trim_keys($1, $2, $3)";

    public const string ReadHold = "select * from weir.read_hold($1, $2, $3)";

    public const string ClaimKey = "select weir.claim_key($1, $2, $3, $4, $5)";

    public const string TrimHolds = "select weir.trim_holds($1, $2, $3)";

    public const string TrimTallies = "select weir.trim_tallies($1, $2, $3)";
}
