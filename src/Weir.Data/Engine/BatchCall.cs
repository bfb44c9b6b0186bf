using System.Data;
using Npgsql;

namespace Weir.Data.Engine;

/// <summary>
/// One round trip for a batch, and one transaction: its commands share a single Sync. What ends something runs before what
/// begins something. All books are locked first, so that several functions in one transaction keep the order of locks.
/// It keeps its connection: a pool resets a session that it is given back, and with it the plans of every function.
/// </summary>
internal sealed class BatchCall(NpgsqlDataSource source, TimeProvider time) : IDisposable
{
    private NpgsqlConnection? _connection;

    /// <summary>Runs the batch and reads its answers. They are durable when this returns, not before.</summary>
    public void Run(IReadOnlyList<PendingOperation> operations)
    {
        try
        {
            Send(operations);
        }
        catch (PostgresException failure) when (StoreFailures.IsStalePlan(failure.SqlState))
        {
            // A migration changed what a prepared statement answers. The transaction did nothing; prepare anew.
            _connection?.UnprepareAll();
            Send(operations);
        }
    }

    private void Send(IReadOnlyList<PendingOperation> operations)
    {
        var now = Instant(time.GetUtcNow());
        var work = new BatchWork(operations);
        using var batch = new NpgsqlBatch(Open());
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

        using var reader = batch.ExecuteReader();
        Read(reader, work, now);
        // Rows come before the commit: only the end of the whole answer says that it happened.
        while (reader.NextResult())
        {
        }
    }

    public void Dispose() => _connection?.Dispose();

    private NpgsqlConnection Open()
    {
        if (_connection is { State: ConnectionState.Open }) return _connection;
        _connection?.Dispose();
        _connection = null;
        return _connection = source.OpenConnection();
    }

    /// <summary>In whole microseconds, as PostgreSQL keeps it: what is counted from it here is what is stored there.</summary>
    private static DateTimeOffset Instant(DateTimeOffset now) =>
        new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>The answers, in the order of the commands.</summary>
    private static void Read(NpgsqlDataReader reader, BatchWork work, DateTimeOffset now)
    {
        if (work.Kinds > 1) reader.NextResult();
        PostRow[] settled = [];
        if (work.Settles.Count > 0)
        {
            settled = PostCall.Read(reader, work.Settles.Count);
            reader.NextResult();
        }
        PostRow[] posted = [];
        if (work.Posts.Count > 0)
        {
            posted = PostCall.Read(reader, work.Posts.Count);
            reader.NextResult();
        }
        var balances = new BalanceBook();
        if (work.Balances.Count > 0)
        {
            BalancesCall.Read(reader, balances);
            reader.NextResult();
        }
        SettleCall.Assign(work.Settles, settled, balances);
        PostCall.Assign(work.Posts, posted, balances);
        if (work.Voids.Count > 0)
        {
            VoidCall.Read(reader, work.Voids);
            reader.NextResult();
        }
        if (work.Extends.Count > 0)
        {
            ExtendCall.Read(reader, work.Extends);
            reader.NextResult();
        }
        if (work.Reserves.Count > 0) ReserveCall.Read(reader, work.Reserves, now);
    }
}
