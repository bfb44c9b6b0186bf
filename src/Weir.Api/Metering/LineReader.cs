using Weir.Core.Catalog;
using Weir.Core.Engine;
using Weir.Http.Bodies;

namespace Weir.Api.Metering;

/// <summary>Reads lines, quantities by meter, strictly: known meters, each once, whole units that are not negative.</summary>
internal static class LineReader
{
    public const int MostLines = 32;
    public const int MostName = 100;

    /// <summary>The lines; what was faulty is left out, and in the reader's faults.</summary>
    public static IReadOnlyList<MeterQuantity> Read(
        JsonObjectReader body, CatalogIndex catalog, int least, bool required = true)
    {
        if (body.Children("lines", MostLines, least, required) is not { } children) return [];
        var lines = new List<MeterQuantity>(children.Count);
        foreach (var child in children)
        {
            var meter = child.Text("meter", MostName, minLength: 1, required: true);
            var quantity = child.Whole("quantity", 0, long.MaxValue, required: true);
            child.RefuseOthers();
            if (meter is null) continue;
            if (catalog.FindMeter(meter) is null) child.Faults.Add(child.PathOf("meter"), "is not a meter of this app");
            else if (lines.Any(line => line.Meter == meter)) child.Faults.Add(child.PathOf("meter"), "comes twice");
            else lines.Add(new MeterQuantity(meter, quantity ?? 0));
        }
        return lines;
    }
}
