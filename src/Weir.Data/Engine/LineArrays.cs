using Weir.Core.Engine;

namespace Weir.Data.Engine;

/// <summary>The lines of a batch, flat, in the order of their operations.</summary>
internal sealed class LineArrays
{
    private LineArrays(int count)
    {
        (Operations, Meters, Quantities) = (new int[count], new string?[count], new long[count]);
    }

    public int[] Operations { get; }

    public string?[] Meters { get; }

    public long[] Quantities { get; }

    /// <param name="operations">The operations, in order.</param>
    /// <param name="linesOf">An operation's lines.</param>
    public static LineArrays Of<TOperation>(
        IReadOnlyList<TOperation> operations, Func<TOperation, IReadOnlyList<MeterQuantity>> linesOf)
    {
        var count = 0;
        for (var i = 0; i < operations.Count; i++) count += linesOf(operations[i]).Count;
        var arrays = new LineArrays(count);
        var next = 0;
        for (var i = 0; i < operations.Count; i++)
        {
            var lines = linesOf(operations[i]);
            for (var j = 0; j < lines.Count; j++)
            {
                arrays.Operations[next] = i + 1; // SQL counts from 1
                arrays.Meters[next] = WireText.Clean(lines[j].Meter);
                arrays.Quantities[next++] = lines[j].Quantity;
            }
        }
        return arrays;
    }
}
