using System.Globalization;
using Weir.Api.Blueprints.Yaml;
using Weir.Core.Catalog;

namespace Weir.Api.Blueprints.Reading;

/// <summary>Reads one price.</summary>
internal sealed class PriceReader(FaultList faults)
{
    private const long MostBlockUnits = 1_000_000_000;
    private const int MostSource = 1000;

    public DraftPrice Read(YamlNode node)
    {
        var price = BlueprintObject.Open("this price", node.Line, node, Shapes.Price, faults);
        if (price is null) return new DraftPrice(node.Line, null, null, null);
        var target = RouteReader.ReadTarget(price);
        var from = ReadDate(price);
        var block = price.Integer("block_units", 1, MostBlockUnits);
        var rates = ReadRates("the rates", price);
        var source = price.Text("source", MostSource);
        var (above, longRates) = ReadLongContext(price);
        var complete = target is null || from is null || block is null || rates is null || source is null
            ? null
            : new Price(target.Provider, target.Model, target.Tier, FirstVersion, from.Value, block.Value, rates)
            {
                LongContextAbove = above, LongContextRates = longRates, Source = source,
            };
        return new DraftPrice(node.Line, target, from, complete);
    }

    /// <summary>The store numbers versions; a blueprint says only what it wants.</summary>
    private const int FirstVersion = 1;

    private static DateTimeOffset? ReadDate(BlueprintObject price)
    {
        if (price.Text("effective_from", 10) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        price.Fault(
            "effective_from",
            $"'effective_from' is {Names.Quote(text)}: a date such as 2026-01-31, from midnight UTC on");
        return null;
    }

    private TokenRates? ReadRates(string what, BlueprintObject owner)
    {
        if (!owner.Has("rates")) return null;
        var rates = BlueprintObject.Open(
            $"{what} of {owner.What}", owner.LineOf("rates"), owner.Node("rates"), Shapes.Rates, faults);
        if (rates is null) return null;
        var (input, cached) = (rates.Money("input"), rates.Money("cached_input"));
        var (write, output) = (rates.Money("cache_write"), rates.Money("output"));
        return input is null || cached is null || write is null || output is null
            ? null
            : new TokenRates(input.Value, cached.Value, write.Value, output.Value);
    }

    private (long? Above, TokenRates? Rates) ReadLongContext(BlueprintObject price)
    {
        if (!price.Has("long_context")) return (null, null);
        var context = BlueprintObject.Open(
            "'long_context' of this price", price.LineOf("long_context"), price.Node("long_context"),
            Shapes.LongContext, faults);
        return context is null
            ? (null, null)
            : (context.Integer("above_input_tokens", 1, int.MaxValue), ReadRates("the rates", context));
    }
}
