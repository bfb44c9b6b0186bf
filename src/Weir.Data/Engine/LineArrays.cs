using Weir.Core.Engine;

namespace Weir.Data.Engine;

/// <summary>The lines of a batch, flat, in the order of their operations.</summary>
internal sealed class LineArrays
{
    public int[] Operations { get; }

    public string?[] Meters { get; }

    public long[] Quantities { get; }

    /// <param name="linesByOperation">Each operation's lines, in order.</param>
    public LineArrays(IReadOnlyList<IReadOnlyList<MeterQuantity>> linesByOperation)
    {
        var count = linesByOperation.Sum(lines => lines.Count);
        (Operations, Meters, Quantities) = (new int[count], new string?[count], new long[count]);
        var next = 0;
        for (var operation = 0; operation < linesByOperation.Count; operation++)
        {
            foreach (var line in linesByOperation[operation])
            {
                Operations[next] = operation + 1; // SQL counts from 1
                Meters[next] = WireText.Clean(line.Meter);
                Quantities[next++] = line.Quantity;
            }
        }
    }
}
