using System.Data.Common;
using Npgsql;
using Weir.Core.Engine;

namespace Weir.Data.Engine;

/// <summary><c>weir.post</c>: records and consumes.</summary>
internal static class PostCall
{
    public static NpgsqlBatchCommand Command(DateTimeOffset now, IReadOnlyList<PendingPost> posts) =>
        new NpgsqlBatchCommand(EngineSql.Post)
            .With(now)
            .WithColumn(posts, p => p.Mode)
            .WithColumn(posts, p => p.CustomerId)
            .WithColumn(posts, p => p.UserId)
            .WithColumn(posts, _ => (Guid?)null)
            .WithColumn(posts, p => p.EventId)
            .WithColumn(posts, p => WireText.Clean(p.Key, int.MaxValue))
            .WithColumn(posts, p => p.RequestHash)
            .WithLines(LineArrays.Of(posts, p => p.Lines))
            .WithColumn(posts, p => UsageDetails.WhenOccurred(p.Details))
            .WithText(posts, d => d.Feature)
            .WithText(posts, d => d.Capability)
            .WithText(posts, d => d.Provider)
            .WithText(posts, d => d.Model)
            .WithText(posts, d => d.ProviderRequestId)
            .WithText(posts, d => d.ProjectId)
            .WithText(posts, d => d.DocumentId)
            .WithColumn(posts, p => p.Details.InputTokens)
            .WithColumn(posts, p => p.Details.CachedInputTokens)
            .WithColumn(posts, p => p.Details.CacheWriteTokens)
            .WithColumn(posts, p => p.Details.OutputTokens)
            .WithColumn(posts, p => p.Details.ReasoningTokens)
            .WithColumn(posts, p => p.Details.CostNanoUsd)
            .WithColumn(posts, p => p.Details.PriceVersion)
            .WithText(posts, d => d.Provenance)
            .WithText(posts, d => d.Status)
            .WithText(posts, d => d.ErrorCode)
            .WithText(posts, d => d.TierRequested)
            .WithText(posts, d => d.TierServed)
            .WithColumn(posts, p => p.Details.Retried)
            .WithText(posts, d => d.PromptVersion);

    /// <summary>
    /// The rows, in the order of the operations. op, status, event_id, overrun_meters, overrun_units, then the denial. Op 0 is
    /// that of all: each with its own event.
    /// </summary>
    public static PostRow[] Read(DbDataReader reader, int count)
    {
        var rows = new PostRow[count];
        while (reader.Read())
        {
            var op = reader.GetInt32(0);
            if (op == 0)
            {
                Array.Fill(rows, new PostRow(reader.GetString(1), null, [], null));
                return rows;
            }
            rows[op - 1] = new PostRow(
                reader.GetString(1), reader.Optional<Guid>(2), ReadOverrun(reader), reader.ReadDenial(5, 13));
        }
        return rows;
    }

    public static void Assign(IReadOnlyList<PendingPost> posts, PostRow[] rows, BalanceBook balances)
    {
        for (var i = 0; i < rows.Length; i++) posts[i].Read(rows[i], balances);
    }

    private static MeterQuantity[] ReadOverrun(DbDataReader reader)
    {
        if (reader.IsDBNull(3)) return [];
        var units = reader.GetFieldValue<long[]>(4);
        return [.. reader.GetFieldValue<string[]>(3).Select((meter, i) => new MeterQuantity(meter, units[i]))];
    }

    private static NpgsqlBatchCommand WithText(
        this NpgsqlBatchCommand command, IReadOnlyList<PendingPost> posts, Func<UsageEventDetails, string?> column) =>
        command.WithColumn(posts, p => WireText.Clean(column(p.Details)));
}
