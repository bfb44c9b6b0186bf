using System.Collections.Concurrent;
using Weir.Core.Engine;
using Weir.Data.Engine;

namespace Weir.Benches.Load;

/// <summary>Reserve and settle through <see cref="EngineClient"/>, in process.</summary>
internal sealed class EngineOperation(EngineClient engine, TimeProvider time) : IOperation
{
    private readonly ConcurrentDictionary<int, Guid> _ids = new();

    public async ValueTask<Outcome> RunAsync(
        int client, int customer, Units units, CancellationToken cancellationToken)
    {
        var id = _ids.GetOrAdd(customer, BenchCustomers.IdOf);
        var now = time.GetUtcNow();
        var hold = BenchCall.Hold(id, id, units, now);
        var reserved = await engine.ReserveAsync(hold, cancellationToken);
        if (reserved.Status == ReserveStatus.Overloaded) return Outcome.Refused;
        if (reserved.Status == ReserveStatus.Denied)
            return reserved.Denial is { Held: > 0 } ? Outcome.DeniedForNow : Outcome.Denied;
        if (reserved.Status != ReserveStatus.Reserved)
            throw new InvalidOperationException($"The reserve answered {reserved.Status}.");

        var settled = await engine.SettleAsync(BenchCall.Settle(hold, units, now), CancellationToken.None);
        return settled.Status == SettleStatus.Posted ? Outcome.Settled : Outcome.SettleFailed;
    }
}
