using System.Data.Common;
using Npgsql;
using Weir.Core.Engine;

namespace Weir.Data.Engine;

/// <summary><c>weir.correct</c>: rare, so it joins no batch.</summary>
internal static class CorrectCall
{
    public static async Task<CorrectResult> RunAsync(
        NpgsqlDataSource source, DateTimeOffset now, CorrectOperation operation, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(EngineSql.Correct)
            .With(now)
            .With(operation.CustomerId)
            .With(operation.EventId)
            .With(operation.Corrects)
            .With(operation.CorrectsRecordedAt?.ToUniversalTime())
            .With(WireText.Clean(operation.Reason, 100))
            .WithColumn(operation.Lines, l => WireText.Clean(l.Meter))
            .WithColumn(operation.Lines, l => l.Quantity)
            .With(operation.InputTokens)
            .With(operation.CachedInputTokens)
            .With(operation.CacheWriteTokens)
            .With(operation.OutputTokens)
            .With(operation.ReasoningTokens)
            .With(operation.CostNanoUsd));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await ReadAsync(reader, cancellationToken);
    }

    /// <summary>The one row that the function answers with.</summary>
    public static async Task<CorrectResult> ReadAsync(DbDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken);
        var result = new CorrectResult(ReadStatus(reader.GetString(0)), reader.ReadLines(2), reader.ReadLines(4));
        // The row comes before the commit: only the end of the answer says that it happened.
        while (await reader.NextResultAsync(cancellationToken))
        {
        }
        return result;
    }

    private static CorrectStatus ReadStatus(string status) => status switch
    {
        "corrected" => CorrectStatus.Corrected,
        "already_corrected" => CorrectStatus.AlreadyCorrected,
        "key_conflict" => CorrectStatus.KeyConflict,
        "not_found" => CorrectStatus.NotFound,
        "below_zero" => CorrectStatus.BelowZero,
        "invalid" => CorrectStatus.Invalid,
        _ => throw new InvalidOperationException($"weir.correct answered {status}."),
    };

    private static MeterQuantity[] ReadLines(this DbDataReader reader, int column)
    {
        if (reader.IsDBNull(column)) return [];
        var units = reader.GetFieldValue<long[]>(column + 1);
        return [.. reader.GetFieldValue<string[]>(column).Select((meter, i) => new MeterQuantity(meter, units[i]))];
    }
}
