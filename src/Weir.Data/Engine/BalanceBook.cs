using Weir.Core.Engine;

namespace Weir.Data.Engine;

/// <summary>Balances of the customers and meters of a batch, after it.</summary>
internal sealed class BalanceBook
{
    private readonly Dictionary<(Guid CustomerId, string Meter), MeterBalance> _balances = [];

    public void Add(Guid customerId, MeterBalance balance) => _balances[(customerId, balance.Meter)] = balance;

    /// <summary>Those of the lines' meters that need a grant.</summary>
    public IReadOnlyList<MeterBalance> Of(Guid customerId, IReadOnlyList<MeterQuantity> lines)
    {
        var found = new List<MeterBalance>(lines.Count);
        foreach (var line in lines)
        {
            if (_balances.TryGetValue((customerId, line.Meter), out var balance)) found.Add(balance);
        }
        return found;
    }
}
