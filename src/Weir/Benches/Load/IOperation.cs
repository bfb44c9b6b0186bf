namespace Weir.Benches.Load;

/// <summary>What a load generator repeats: reserve, then settle.</summary>
internal interface IOperation
{
    /// <summary>Runs one operation and waits for its end. Throws only for faults.</summary>
    /// <param name="client">Number of the caller from 0; a caller has one operation at a time. -1: any of an open loop.</param>
    /// <param name="customer">Number of the customer from 1.</param>
    /// <param name="units">Meter, and the units of hold and settle.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<Outcome> RunAsync(int client, int customer, Units units, CancellationToken cancellationToken);
}
