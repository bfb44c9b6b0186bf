namespace Weir.Cli.Demo.Output;

/// <summary>Amounts as cells of a bar.</summary>
internal static class BarCells
{
    /// <summary>Cells of what is used and of what is held; together never more than the bar has. Anything used shows.</summary>
    public static (int Used, int Held) Of(long used, long held, long limit, int width)
    {
        if (limit <= 0) return (0, 0);
        var usedCells = Cells(used);
        return (usedCells, Math.Min(Cells(held), width - usedCells));

        int Cells(long amount) => amount <= 0 ? 0 : (int)Int128.Clamp((Int128)amount * width / limit, 1, width);
    }
}
