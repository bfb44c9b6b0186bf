namespace Weir.Benches;

/// <summary>What a bench found.</summary>
/// <param name="Facts">What it was measured on, and what is measured: a line each, above the table.</param>
/// <param name="Rows">The table.</param>
/// <param name="Faults">What must never be: each makes the command fail.</param>
internal sealed record BenchReport(
    IReadOnlyList<string> Facts, IReadOnlyList<BenchRow> Rows, IReadOnlyList<string> Faults)
{
    /// <summary>Of a bench none of whose shapes was asked for.</summary>
    public static BenchReport Nothing { get; } = new([], [], []);
}
