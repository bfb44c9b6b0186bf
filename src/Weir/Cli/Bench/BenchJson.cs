using System.Text.Json;
using Weir.Benches;

namespace Weir.Cli.Bench;

/// <summary>Results for programs: the contract's members, and some more.</summary>
internal static class BenchJson
{
    private static readonly JsonSerializerOptions s_options =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static string Write(IReadOnlyList<BenchRow> rows) => JsonSerializer.Serialize(rows, s_options);
}
