using System.Data;
using Npgsql;
using Weir.Core.Engine;

namespace Weir.Data.Engine;

using PendingExtend = Pending<ExtendOperation, ExtendResult>;
using PendingReserve = Pending<ReserveOperation, ReserveResult>;
using PendingVoid = Pending<VoidOperation, VoidStatus>;

/// <summary>
/// One round trip for a batch, and one transaction: its commands share a single Sync. What ends something runs before what
/// begins something. All books are locked first, so that several functions in one transaction keep the order of locks.
/// It keeps its connection: a pool resets a session that it is given back, and with it the plans of every function.
/// </summary>
internal sealed class BatchCall(NpgsqlDataSource source, TimeProvider time) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;

    /// <summary>Runs the batch and reads its answers. They are durable when this returns, not before.</summary>
    public async Task RunAsync(IReadOnlyList<PendingOperation> operations, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUniversalTime();
        var posts = new List<PendingPost>();
        var voids = new List<PendingVoid>();
        var extends = new List<PendingExtend>();
        var reserves = new List<PendingReserve>();
        Sort(operations, posts, voids, extends, reserves);

        await using var batch = new NpgsqlBatch(await OpenAsync(cancellationToken));
        var kinds = (posts.Count > 0 ? 1 : 0) + (voids.Count > 0 ? 1 : 0)
            + (extends.Count > 0 ? 1 : 0) + (reserves.Count > 0 ? 1 : 0);
        if (kinds > 1)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(EngineSql.LockBooks)
                .With(now).WithColumn(operations, o => o.CustomerId));
        }
        if (posts.Count > 0)
        {
            batch.BatchCommands.Add(PostCall.Command(now, posts));
            batch.BatchCommands.Add(BalancesCall.Command(now, posts));
        }
        if (voids.Count > 0) batch.BatchCommands.Add(VoidCall.Command(now, voids));
        if (extends.Count > 0) batch.BatchCommands.Add(ExtendCall.Command(now, extends));
        if (reserves.Count > 0) batch.BatchCommands.Add(ReserveCall.Command(now, reserves));

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (kinds > 1) await reader.NextResultAsync(cancellationToken);
        if (posts.Count > 0)
        {
            var rows = await PostCall.ReadAsync(reader, posts.Count, cancellationToken);
            await reader.NextResultAsync(cancellationToken);
            PostCall.Assign(posts, rows, await BalancesCall.ReadAsync(reader, cancellationToken));
            await reader.NextResultAsync(cancellationToken);
        }
        if (voids.Count > 0)
        {
            await VoidCall.ReadAsync(reader, voids, cancellationToken);
            await reader.NextResultAsync(cancellationToken);
        }
        if (extends.Count > 0)
        {
            await ExtendCall.ReadAsync(reader, extends, cancellationToken);
            await reader.NextResultAsync(cancellationToken);
        }
        if (reserves.Count > 0) await ReserveCall.ReadAsync(reader, reserves, cancellationToken);
        // Rows come before the commit: only the end of the whole answer says that it happened.
        while (await reader.NextResultAsync(cancellationToken))
        {
        }
    }

    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (_connection is { State: ConnectionState.Open }) return _connection;
        if (_connection is not null) await _connection.DisposeAsync();
        _connection = null;
        return _connection = await source.OpenConnectionAsync(cancellationToken);
    }

    private static void Sort(
        IReadOnlyList<PendingOperation> operations, List<PendingPost> posts, List<PendingVoid> voids,
        List<PendingExtend> extends, List<PendingReserve> reserves)
    {
        foreach (var operation in operations)
        {
            switch (operation)
            {
                case Pending<SettleOperation, SettleResult> settle:
                    posts.Add(new PendingSettle(settle));
                    break;
                case Pending<RecordOperation, RecordResult> record:
                    posts.Add(new PendingRecord(record));
                    break;
                case Pending<RecordOperation, ConsumeResult> consume:
                    posts.Add(new PendingConsume(consume));
                    break;
                case PendingVoid release:
                    voids.Add(release);
                    break;
                case PendingExtend extend:
                    extends.Add(extend);
                    break;
                case PendingReserve reserve:
                    reserves.Add(reserve);
                    break;
                default:
                    throw new InvalidOperationException($"No call for {operation.GetType()}.");
            }
        }
    }
}
