using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Weir.Core.Catalog;
using Weir.Core.Engine;
using Weir.Core.Money;
using Weir.Http.Bodies;

namespace Weir.Api.Admin.Usage;

/// <summary>Reads a correction from a body, strictly.</summary>
internal static partial class CorrectionRules
{
    private const long Most = 1_000_000_000_000_000;
    private const int MostLines = 20;
    private const int MostCode = 100;

    /// <summary>The correction; null when something is faulty, and then in the reader's faults.</summary>
    public static CorrectOperation? Read(HttpContext context, JsonObjectReader body, CatalogIndex catalog)
    {
        var id = body.Id("id");
        var customerId = body.Id("customer_id", required: true);
        var eventId = body.Id("event_id", required: true);
        var reason = ReadReason(body);
        var lines = ReadLines(body, catalog);
        var cost = ReadCost(body);
        var tokens = ReadTokens(body);
        body.RefuseOthers();
        if (lines.All(line => line.Quantity == 0) && cost == 0 && tokens.All(count => count == 0) && !body.Faults.Any)
            body.Faults.Add("meters", "is required, or cost_usd, or tokens: there is nothing to correct");
        var derived = IdempotentId.Of(context, customerId ?? Guid.Empty, "correction"u8, body.Faults);
        if (id is not null && id == eventId) body.Faults.Add("id", "must be a new id, not the event's");
        if (body.Faults.Any) return null;
        return new CorrectOperation(customerId!.Value, id ?? derived, eventId!.Value, reason!, lines)
        {
            CostNanoUsd = cost,
            InputTokens = tokens[0],
            CachedInputTokens = tokens[1],
            CacheWriteTokens = tokens[2],
            OutputTokens = tokens[3],
            ReasoningTokens = tokens[4],
        };
    }

    private static string? ReadReason(JsonObjectReader body)
    {
        if (body.Text("reason", MostCode, minLength: 1, required: true) is not { } text) return null;
        if (Code().IsMatch(text)) return text;
        body.Faults.Add(body.PathOf("reason"), "must be a code such as provider_refund: a-z, 0-9 and _");
        return null;
    }

    private static List<MeterQuantity> ReadLines(JsonObjectReader body, CatalogIndex catalog)
    {
        var lines = new List<MeterQuantity>();
        foreach (var item in body.Children("meters", MostLines) ?? [])
        {
            var meter = item.Text("meter", MostCode, minLength: 1, required: true);
            var quantity = item.Whole("quantity", -Most, Most, required: true);
            item.RefuseOthers();
            if (meter is null || quantity is null) continue;
            if (catalog.FindMeter(meter) is null)
                item.Faults.Add(item.PathOf("meter"), "must be a meter of the catalog");
            else if (lines.Any(line => line.Meter == meter))
                item.Faults.Add(item.PathOf("meter"), "must be named once only");
            lines.Add(new MeterQuantity(meter, quantity.Value));
        }
        return lines;
    }

    private static long ReadCost(JsonObjectReader body)
    {
        if (body.Text("cost_usd", MostCode, minLength: 1) is not { } text) return 0;
        var isNegative = text[0] == '-';
        if (UsdFormat.TryParseNano(isNegative ? text[1..] : text, out var nano) && nano <= Most)
            return isNegative ? -nano : nano;
        body.Faults.Add(body.PathOf("cost_usd"), "must be a decimal such as -0.000604000, of at most a million dollars");
        return 0;
    }

    private static long[] ReadTokens(JsonObjectReader body)
    {
        string[] names = ["input", "cached_input", "cache_write", "output", "reasoning"];
        if (body.Child("tokens") is not { } tokens) return new long[names.Length];
        long[] counts = [.. names.Select(name => tokens.Whole(name, -Most, Most) ?? 0)];
        tokens.RefuseOthers();
        return counts;
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
