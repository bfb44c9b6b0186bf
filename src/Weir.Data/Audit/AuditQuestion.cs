using Npgsql;
using NpgsqlTypes;

namespace Weir.Data.Audit;

/// <summary>A call of one of the audit functions, which answer a row for each violation.</summary>
internal sealed record AuditQuestion(string Name, string Claim, string Sql, params NpgsqlParameter[] Parameters)
{
    private const string Columns =
        "select invariant, check_name, customer_id, relation, key, expected, found from weir.";

    /// <summary>Keys are trimmed when they are older than this, never before.</summary>
    private static readonly TimeSpan s_keysKept = TimeSpan.FromDays(35);

    /// <summary>What calls change: the books of customers.</summary>
    /// <param name="now">The moment of the snapshot.</param>
    /// <param name="grace">How long a hold may outlive its lease.</param>
    public static IReadOnlyList<AuditQuestion> OfBooks(DateTimeOffset now, TimeSpan grace) =>
    [
        new("buckets", "1, 2: buckets stay within their limits, and are the sum of holds and ledger.",
            Columns + "audit_buckets()"),
        new("rollups", "2: daily and monthly rollups are the sum of the ledger.", Columns + "audit_rollups()"),
        new("tallies", "1, 2: what limits count is the sum of holds and ledger.", Columns + "audit_tallies()"),
        new("references", "2: every row belongs to a customer, a grant, a bucket, a meter.",
            Columns + "audit_references()"),
        new("holds", "3, 5: a hold resolves once, with its event, and does not outlive its lease.",
            Columns + "audit_holds($1, $2)", Instant(now), Interval(grace)),
        new("rows", "2, 3, 6: holds, events and rollups have the shape that their functions give them.",
            Columns + "audit_rows()"),
        new("payments", "2: what payments give is what computing it anew gives.",
            Columns + "audit_entitlements($1)", Instant(now)),
        new("overage", "2: what Stripe is told of overage is what was used beyond what is included.",
            Columns + "audit_overage()"),
        new("keys", "4: a key has one effect.", Columns + "audit_keys($1, $2)", Instant(now), Interval(s_keysKept)),
    ];

    /// <summary>What administrators change: settings, tables, rights, code.</summary>
    public static IReadOnlyList<AuditQuestion> OfRules()
    {
        var release = ReleasedSql.Embedded;
        return
        [
            new("durability", "5: what is acknowledged survives a crash.", Columns + "audit_durability()"),
            new("ledger", "6: the ledger is append-only.", Columns + "audit_ledger()"),
            new("row security", "7: row security binds everybody.", Columns + "audit_row_security()"),
            new("rights", "7: nobody has a right that is not listed.",
                Columns + "audit_grants($1, $2)", Texts(release.AppFunctions), Texts(release.AppViews)),
            new("functions", "7: the code is that of this release, and pinned.",
                Columns + "audit_functions($1, $2)", Texts(release.FunctionNames), Texts(release.FunctionDigests)),
            new("blueprint", "7: what the blueprint shows checks who reads.", Columns + "audit_blueprint()"),
        ];
    }

    private static NpgsqlParameter<DateTimeOffset> Instant(DateTimeOffset at) =>
        new() { TypedValue = at.ToUniversalTime() };

    private static NpgsqlParameter<TimeSpan> Interval(TimeSpan length) => new() { TypedValue = length };

    private static NpgsqlParameter<string[]> Texts(string[] texts) => new()
    {
        TypedValue = texts,
        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
    };
}
