using Microsoft.Extensions.Logging;
using Npgsql;

namespace Weir.Data.Engine;

/// <summary>
/// Sends a batch and publishes its answers once they are durable. Every operation carries its own id, so a batch whose
/// answer was lost is sent again; one that a single operation spoils is sent again in parts, so that it spoils only itself.
/// </summary>
internal sealed class BatchSender(BatchCall call, EngineOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    public void Send(IReadOnlyList<PendingOperation> batch)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                call.Run(batch);
                foreach (var operation in batch) operation.Publish();
                return;
            }
            catch (Exception failure) when (StoreFailures.IsOutage(failure))
            {
                var sqlState = (failure as PostgresException)?.SqlState;
                if (attempt >= options.RetryDelays.Count)
                {
                    Log.BatchLost(logger, batch.Count, failure.GetType().Name, sqlState);
                    foreach (var operation in batch) operation.Fail(Unavailable(failure));
                    return;
                }
                Log.BatchRetried(logger, batch.Count, failure.GetType().Name, sqlState);
                foreach (var operation in batch) operation.Resent = true;
                Task.Delay(options.RetryDelays[attempt], time).GetAwaiter().GetResult();
            }
            catch (Exception failure)
            {
                Split(batch, failure);
                return;
            }
        }
    }

    public void Dispose() => call.Dispose();

    private void Split(IReadOnlyList<PendingOperation> batch, Exception failure)
    {
        if (batch.Count == 1)
        {
            Log.OperationRefused(logger, failure.GetType().Name, (failure as PostgresException)?.SqlState);
            batch[0].Fail(Refusal(failure));
            return;
        }
        Log.BatchSplit(logger, batch.Count, failure.GetType().Name, (failure as PostgresException)?.SqlState);
        var middle = batch.Count / 2;
        Send([.. batch.Take(middle)]);
        Send([.. batch.Skip(middle)]);
    }

    private static InvalidOperationException Refusal(Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.NumericValueOutOfRange }
            ? new QuantityOverflowException("The sum would be larger than the books can hold.", failure)
            : new InvalidOperationException("The engine refused the operation.", failure);

    private static StoreUnavailableException Unavailable(Exception failure) =>
        new("The database cannot be reached, or its answer was lost.", failure);
}
