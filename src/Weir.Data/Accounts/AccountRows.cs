using Npgsql;
using Weir.Core.Accounts;

namespace Weir.Data.Accounts;

/// <summary>Rows of the account functions as records.</summary>
internal static class AccountRows
{
    /// <summary>How many columns a snapshot has.</summary>
    public const int SnapshotColumns = 20;

    public static CustomerSnapshot ReadSnapshot(NpgsqlDataReader row) => new(
        CustomerId: row.GetGuid(0),
        UserId: row.GetGuid(1),
        Role: row.GetString(2),
        Kind: ReadKind(row.GetString(3)),
        Status: ReadStatus(row.GetString(4)),
        PlanCode: row.IsDBNull(5) ? null : row.GetString(5),
        PlanVersion: row.GetInt32(6),
        PeriodStart: ReadTime(row, 7),
        PeriodEnd: ReadTime(row, 8))
    {
        TrialEndsAt = ReadTime(row, 9),
        Next = row.IsDBNull(10)
            ? null
            : new NextPlan(row.GetString(10), row.GetInt32(11), row.GetFieldValue<DateTimeOffset>(12)),
        Source = ReadText(row, 13),
        EndsAt = ReadTime(row, 14),
        Paid = ReadPaid(row),
    };

    private static IReadOnlyList<PaidEntitlement> ReadPaid(NpgsqlDataReader row)
    {
        var keys = row.GetFieldValue<string[]>(15);
        if (keys.Length == 0) return [];
        var sources = row.GetFieldValue<string[]>(16);
        var plans = row.GetFieldValue<string[]>(17);
        var versions = row.GetFieldValue<int[]>(18);
        var until = row.GetFieldValue<DateTimeOffset[]>(19);
        return [.. keys.Select((key, i) => new PaidEntitlement(
            key, sources[i], plans[i].Length == 0 ? null : plans[i], versions[i], until[i]))];
    }

    public static Profile ReadProfile(NpgsqlDataReader row) => new(
        row.GetGuid(0), ReadText(row, 1), ReadText(row, 2), ReadText(row, 3), row.GetFieldValue<DateTimeOffset>(4));

    public static CustomerKind ReadKind(string text) => text switch
    {
        "personal" => CustomerKind.Personal,
        "organization" => CustomerKind.Organization,
        _ => throw new InvalidOperationException($"Unknown customer kind {text}."),
    };

    public static SubscriptionStatus ReadStatus(string text) => text switch
    {
        "none" => SubscriptionStatus.None,
        "trialing" => SubscriptionStatus.Trialing,
        "active" => SubscriptionStatus.Active,
        "past_due" => SubscriptionStatus.PastDue,
        "paused" => SubscriptionStatus.Paused,
        "canceled" => SubscriptionStatus.Canceled,
        "expired" => SubscriptionStatus.Expired,
        _ => throw new InvalidOperationException($"Unknown subscription status {text}."),
    };

    private static string? ReadText(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? ReadTime(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
