using Weir.Core.Engine;
using Weir.Core.Usage;

namespace Weir.Data.Usage;

/// <summary>Reads of one customer's usage. From the primary, never cached.</summary>
public sealed class UsageStore
{
    /// <summary>Totals and balances of the current plan period, or of the month that begins at <paramref name="month"/> (UTC).</summary>
    public Task<UsageSummary> GetSummaryAsync(Guid customerId, DateOnly? month, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>The balance of every granted meter of the customer.</summary>
    public Task<IReadOnlyList<MeterBalance>> GetBalancesAsync(Guid customerId, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Ledger rows, newest first, after the cursor (time and id of the last row seen).</summary>
    public Task<IReadOnlyList<UsageEvent>> PageEventsAsync(
        Guid customerId, DateTimeOffset? beforeRecordedAt, Guid? beforeEventId, int limit, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
