using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Weir.Core.Engine;

namespace Weir.Data.Engine;

/// <summary>
/// The engine as C# sees it: reserve, extend, settle, void, record, consume. Each call joins a batch (group commit) and
/// returns when its own outcome is durable. Throws <see cref="StoreUnavailableException"/> when the outcome is
/// unknown. What begins something is refused while too much waits, with the status <c>Overloaded</c>.
/// </summary>
public sealed class EngineClient : IAsyncDisposable
{
    // Below 1: the queues fill while requests are on their way to them.
    private const double Congested = 0.75;

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;
    private readonly Lane[] _lanes;

    /// <param name="database">Connections as <c>weir_app</c>.</param>
    /// <param name="time">The clock that every decision is made by.</param>
    /// <param name="options">Batching; null takes the defaults.</param>
    /// <param name="logger">Null logs nothing.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message has every fault.</exception>
    public EngineClient(
        WeirDatabase database, TimeProvider time, EngineOptions? options = null, ILogger<EngineClient>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(time);
        options ??= new EngineOptions();
        var faults = options.Validate();
        if (faults.Count > 0) throw new ArgumentException(string.Join(" ", faults), nameof(options));
        _source = database.App;
        _time = time;
        ILogger log = logger ?? NullLogger<EngineClient>.Instance;
        _lanes = [.. Enumerable.Range(0, options.Lanes).Select(
            _ => new Lane(new BatchSender(new BatchCall(_source, time), options, time, log), options, time))];
    }

    /// <summary>
    /// Whether the lanes together are so full that what begins something is best refused before any work is done for it.
    /// A single lane that is full does not count: most customers are not its.
    /// </summary>
    public bool IsCongested
    {
        get
        {
            var fullness = 0.0;
            foreach (var lane in _lanes) fullness += lane.Fullness;
            return fullness >= Congested * _lanes.Length;
        }
    }

    /// <summary>
    /// Sets units aside. Cancelling after the batch was sent leaves the outcome unknown; the hold then expires.
    /// </summary>
    public ValueTask<ReserveResult> ReserveAsync(ReserveOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var pending = new Pending<ReserveOperation, ReserveResult>(operation.CustomerId, operation);
        return TryAdmit(pending, cancellationToken)
            ? AnswerAsync(pending, cancellationToken)
            : new(new ReserveResult(ReserveStatus.Overloaded, operation.HoldId, default));
    }

    /// <summary>
    /// Posts a hold. Callers pass <see cref="CancellationToken.None"/>: a settle must not be lost with its request.
    /// </summary>
    /// <exception cref="InvalidOperationException">The operation is malformed: an unknown meter, a negative quantity.</exception>
    /// <exception cref="QuantityOverflowException">With it a sum would be larger than a 64-bit integer.</exception>
    public ValueTask<SettleResult> SettleAsync(SettleOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return CompleteAsync(
            new Pending<SettleOperation, SettleResult>(operation.CustomerId, operation), cancellationToken);
    }

    /// <summary>Releases a hold.</summary>
    public ValueTask<VoidStatus> VoidAsync(VoidOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return CompleteAsync(
            new Pending<VoidOperation, VoidStatus>(operation.CustomerId, operation), cancellationToken);
    }

    /// <summary>
    /// Extends a pending hold: a later end of its lease, more units. Never refused for load, as what ends a hold.
    /// </summary>
    public ValueTask<ExtendResult> ExtendAsync(ExtendOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return CompleteAsync(
            new Pending<ExtendOperation, ExtendResult>(operation.CustomerId, operation), cancellationToken);
    }

    /// <summary>Books usage that is known only afterwards.</summary>
    /// <exception cref="InvalidOperationException">The operation is malformed: an unknown meter, a negative quantity.</exception>
    /// <exception cref="QuantityOverflowException">With it a sum would be larger than a 64-bit integer.</exception>
    public ValueTask<RecordResult> RecordAsync(RecordOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var pending = new Pending<RecordOperation, RecordResult>(operation.CustomerId, operation);
        return TryAdmit(pending, cancellationToken)
            ? AnswerAsync(pending, cancellationToken)
            : new(new RecordResult(RecordStatus.Overloaded, operation.EventId));
    }

    /// <summary>Reserves and settles at once; refused like a reserve.</summary>
    public ValueTask<ConsumeResult> ConsumeAsync(RecordOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var pending = new Pending<RecordOperation, ConsumeResult>(operation.CustomerId, operation);
        return TryAdmit(pending, cancellationToken)
            ? AnswerAsync(pending, cancellationToken)
            : new(new ConsumeResult(ReserveStatus.Overloaded, operation.EventId, null, []));
    }

    /// <summary>Corrects an event of the ledger. Not batched; repeated with the same id after an unknown outcome.</summary>
    public Task<CorrectResult> CorrectAsync(CorrectOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return StoreFailures.GuardAsync(
            () => CorrectCall.RunAsync(_source, _time.GetUtcNow().ToUniversalTime(), operation, cancellationToken),
            cancellationToken);
    }

    /// <summary>Expires holds whose lease has run out; safe in several replicas. Returns how many.</summary>
    public Task<int> ExpireHoldsAsync(int limit, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = _source.CreateCommand(EngineSql.ExpireHolds);
                command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = _time.GetUtcNow().ToUniversalTime() });
                command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
                return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
            },
            cancellationToken);

    /// <summary>Takes no more operations, and returns when those that wait are answered.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var lane in _lanes) await lane.DisposeAsync();
    }

    /// <summary>False when too much waits.</summary>
    private bool TryAdmit(PendingOperation pending, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return LaneOf(pending.CustomerId).TryAdmit(pending);
    }

    private ValueTask<TResult> CompleteAsync<TOperation, TResult>(
        Pending<TOperation, TResult> pending, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LaneOf(pending.CustomerId).Complete(pending);
        return AnswerAsync(pending, cancellationToken);
    }

    /// <summary>By a multiplied hash: the plain one leaves the low bits of numbered ids all the same.</summary>
    private Lane LaneOf(Guid customerId)
    {
        var hash = (uint)customerId.GetHashCode() * 2_654_435_769u;
        return _lanes[(int)((ulong)hash * (uint)_lanes.Length >> 32)];
    }

    private static ValueTask<TResult> AnswerAsync<TOperation, TResult>(
        Pending<TOperation, TResult> pending, CancellationToken cancellationToken)
    {
        return cancellationToken.CanBeCanceled ? WithCancellationAsync() : new ValueTask<TResult>(pending.Answer);

        async ValueTask<TResult> WithCancellationAsync()
        {
            await using var registration = cancellationToken.UnsafeRegister(
                static (state, token) => ((PendingOperation)state!).Cancel(token), pending);
            return await pending.Answer;
        }
    }
}
