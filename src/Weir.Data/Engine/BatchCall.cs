using System.Data;
using Npgsql;

namespace Weir.Data.Engine;

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
        try
        {
            await SendAsync(operations, cancellationToken);
        }
        catch (PostgresException failure) when (StoreFailures.IsStalePlan(failure.SqlState))
        {
            // A migration changed what a prepared statement answers. The transaction did nothing; prepare anew.
            _connection?.UnprepareAll();
            await SendAsync(operations, cancellationToken);
        }
    }

    private async Task SendAsync(IReadOnlyList<PendingOperation> operations, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUniversalTime();
        var work = new BatchWork(operations);
        await using var batch = new NpgsqlBatch(await OpenAsync(cancellationToken));
        if (work.Kinds > 1)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(EngineSql.LockBooks)
                .With(now).WithColumn(operations, o => o.CustomerId));
        }
        if (work.Settles.Count > 0) batch.BatchCommands.Add(SettleCall.Command(now, work.Settles));
        if (work.Posts.Count > 0) batch.BatchCommands.Add(PostCall.Command(now, work.Posts));
        if (work.Balances.Count > 0) batch.BatchCommands.Add(BalancesCall.Command(now, work.Balances));
        if (work.Voids.Count > 0) batch.BatchCommands.Add(VoidCall.Command(now, work.Voids));
        if (work.Extends.Count > 0) batch.BatchCommands.Add(ExtendCall.Command(now, work.Extends));
        if (work.Reserves.Count > 0) batch.BatchCommands.Add(ReserveCall.Command(now, work.Reserves));

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await ReadAsync(reader, work, cancellationToken);
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

    /// <summary>The answers, in the order of the commands.</summary>
    private static async Task ReadAsync(NpgsqlDataReader reader, BatchWork work, CancellationToken cancellationToken)
    {
        if (work.Kinds > 1) await reader.NextResultAsync(cancellationToken);
        PostRow[] settled = [];
        if (work.Settles.Count > 0)
        {
            settled = await PostCall.ReadAsync(reader, work.Settles.Count, cancellationToken);
            await reader.NextResultAsync(cancellationToken);
        }
        PostRow[] posted = [];
        if (work.Posts.Count > 0)
        {
            posted = await PostCall.ReadAsync(reader, work.Posts.Count, cancellationToken);
            await reader.NextResultAsync(cancellationToken);
        }
        var balances = new BalanceBook();
        if (work.Balances.Count > 0)
        {
            await BalancesCall.ReadAsync(reader, balances, cancellationToken);
            await reader.NextResultAsync(cancellationToken);
        }
        SettleCall.Assign(work.Settles, settled, balances);
        PostCall.Assign(work.Posts, posted, balances);
        if (work.Voids.Count > 0)
        {
            await VoidCall.ReadAsync(reader, work.Voids, cancellationToken);
            await reader.NextResultAsync(cancellationToken);
        }
        if (work.Extends.Count > 0)
        {
            await ExtendCall.ReadAsync(reader, work.Extends, cancellationToken);
            await reader.NextResultAsync(cancellationToken);
        }
        if (work.Reserves.Count > 0) await ReserveCall.ReadAsync(reader, work.Reserves, cancellationToken);
    }
}
