using System.Text.Json;
using Weir.Core.Billing;
using Weir.Core.Errors;
using Weir.Http.Bodies;

namespace Weir.Billing.Webhooks;

/// <summary>What both providers' readers do around the members themselves.</summary>
internal static class FactReader
{
    /// <summary>Deepest nesting of a message.</summary>
    public const int MaxDepth = 32;

    private const int MaxFaultLength = 500;

    /// <summary>Reads one object of a provider's API.</summary>
    public static FactReading Read(JsonElement element, Func<JsonObjectReader, IReadOnlyList<BillingFact>> read)
    {
        var faults = new FaultCollector();
        if (element.ValueKind != JsonValueKind.Object) return new FactReading([], "The object is not a JSON object.");
        return Finish(faults, read(new JsonObjectReader(element, faults)));
    }

    /// <summary>The facts with their ties; none when there is a fault.</summary>
    public static FactReading Finish(FaultCollector faults, IReadOnlyList<BillingFact> facts) =>
        faults.Any ? new FactReading([], Text(faults)) : new FactReading([.. facts.Select(FactTie.Add)], null);

    /// <summary>All faults as one line of bounded length.</summary>
    public static string Text(FaultCollector faults)
    {
        var text = string.Join("; ", faults.Faults.Select(Line));
        return text.Length <= MaxFaultLength ? text : text[..(MaxFaultLength - 1)] + "…";

        static string Line(FieldFault fault) => $"{fault.Field} {fault.Message}";
    }
}
