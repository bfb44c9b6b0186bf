using Weir.Core.Engine;

namespace Weir.Data.Engine;

using PendingExtend = Pending<ExtendOperation, ExtendResult>;
using PendingReserve = Pending<ReserveOperation, ReserveResult>;
using PendingSettle = Pending<SettleOperation, SettleResult>;
using PendingVoid = Pending<VoidOperation, VoidStatus>;

/// <summary>A batch, sorted by the function that each operation calls.</summary>
internal sealed class BatchWork
{
    private static readonly Comparer<PendingReserve> s_byCustomerAndMeter = Comparer<PendingReserve>.Create(static (a, b) =>
    {
        var order = a.CustomerId.CompareTo(b.CustomerId);
        return order != 0 ? order : string.CompareOrdinal(FirstMeter(a), FirstMeter(b));
    });

    public BatchWork(IReadOnlyList<PendingOperation> operations)
    {
        var reserves = new List<PendingReserve>();
        foreach (var operation in operations)
        {
            switch (operation)
            {
                case PendingSettle settle:
                    Settles.Add(settle);
                    if (settle.Operation.ReportBalances) Report(settle.CustomerId, settle.Operation.Lines);
                    break;
                case Pending<RecordOperation, RecordResult> record:
                    Posts.Add(new PendingRecord(record));
                    break;
                case Pending<RecordOperation, ConsumeResult> consume:
                    Posts.Add(new PendingConsume(consume));
                    Report(consume.CustomerId, consume.Operation.Lines);
                    break;
                case PendingVoid release:
                    Voids.Add(release);
                    break;
                case PendingExtend extend:
                    Extends.Add(extend);
                    break;
                case PendingReserve reserve:
                    reserves.Add(reserve);
                    break;
                default:
                    throw new InvalidOperationException($"No call for {operation.GetType()}.");
            }
        }
        // weir.reserve is at its fastest with a customer's operations on one meter in a row. Otherwise as they came.
        Reserves = InRuns(reserves);
    }

    public List<PendingSettle> Settles { get; } = [];

    public List<PendingPost> Posts { get; } = [];

    public List<PendingVoid> Voids { get; } = [];

    public List<PendingExtend> Extends { get; } = [];

    public List<PendingReserve> Reserves { get; }

    /// <summary>Customers and meters whose balances are asked for.</summary>
    public HashSet<(Guid CustomerId, string? Meter)> Balances { get; } = [];

    /// <summary>How many functions lock books, each for itself.</summary>
    public int Kinds => Math.Sign(Settles.Count) + Math.Sign(Posts.Count) + Math.Sign(Voids.Count)
        + Math.Sign(Extends.Count) + Math.Sign(Reserves.Count);

    private void Report(Guid customerId, IReadOnlyList<MeterQuantity> lines)
    {
        foreach (var line in lines) Balances.Add((customerId, WireText.Clean(line.Meter)));
    }

    private static List<PendingReserve> InRuns(List<PendingReserve> reserves)
    {
        for (var i = 1; i < reserves.Count; i++)
        {
            if (s_byCustomerAndMeter.Compare(reserves[i - 1], reserves[i]) > 0)
                return [.. reserves.Order(s_byCustomerAndMeter)];
        }
        return reserves;
    }

    private static string? FirstMeter(PendingReserve reserve) =>
        reserve.Operation.Lines.Count == 0 ? null : reserve.Operation.Lines[0].Meter;
}
