using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Weir.Api.Metering;
using Weir.Core.Catalog;
using Weir.Core.Engine;
using Weir.Core.Errors;
using Weir.Http.Bodies;

namespace Weir.Api.Events;

/// <summary>
/// Reads one event: the required attributes of CloudEvents 1.0, a subject, and a quantity of a meter. Strict on what counts,
/// all faults at once; extension attributes and members of <c>data</c> that Weir does not know are the sender's own.
/// </summary>
internal static partial class CloudEventReader
{
    private const int MostText = 300;
    private static readonly DateTimeOffset s_first = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] s_versions = ["1.0"];
    private static readonly JsonElement s_nothing = JsonDocument.Parse("{}").RootElement;

    /// <summary>The event, or its faults.</summary>
    public static CloudEvent? Read(JsonElement element, CatalogIndex catalog, out WeirError? error)
    {
        var faults = new FaultCollector();
        if (element.ValueKind is not JsonValueKind.Object)
        {
            faults.Add("event", "must be an object");
            error = faults.ToError();
            return null;
        }
        var reader = new JsonObjectReader(element, faults);
        reader.Word("specversion", s_versions, required: true);
        var id = Visible(reader, "id");
        var source = Visible(reader, "source");
        var type = Visible(reader, "type");
        var subject = reader.Id("subject", required: true);
        var time = Time(reader);
        if (reader.Any("data_base64") is not null) faults.Add("data_base64", "is not read: send data as JSON");
        RefuseForeignData(reader);
        // Without data there is nothing to read, but its faults belong to the others.
        var data = reader.Child("data", required: true) ?? new JsonObjectReader(s_nothing, new FaultCollector(), "data");
        var quantity = data.Whole("quantity", 0, long.MaxValue, required: true);
        var meter = Meter(data, type, catalog, faults);
        var details = DetailsReader.Read(data);
        error = faults.ToError();
        return error is null
            ? new CloudEvent(
                source!, id!, subject!.Value, new MeterQuantity(meter!, quantity!.Value),
                details with { OccurredAt = time ?? default })
            : null;
    }

    private static string? Visible(JsonObjectReader reader, string name)
    {
        if (reader.Text(name, MostText, minLength: 1, required: true) is not { } text) return null;
        if (!text.Any(char.IsControl)) return text;
        reader.Faults.Add(name, "must not contain control characters");
        return null;
    }

    private static string? Meter(JsonObjectReader data, string? type, CatalogIndex catalog, FaultCollector faults)
    {
        var named = data.Text("meter", LineReader.MostName, minLength: 1);
        if (data.Any("meter") is not null)
        {
            if (named is null || catalog.FindMeter(named) is not null) return named;
            faults.Add(data.PathOf("meter"), "is not a meter of this app");
            return null;
        }
        if (type is null || catalog.FindMeter(type) is not null) return type;
        faults.Add("type", "is not a meter of this app; name one here or in data.meter");
        return null;
    }

    private static DateTimeOffset? Time(JsonObjectReader reader)
    {
        if (reader.Text("time", MostText) is not { } text) return null;
        if (Rfc3339().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && time >= s_first)
            return time.ToUniversalTime();
        reader.Faults.Add("time", "must be a time as RFC 3339 has it, such as 2026-11-20T21:04:05Z, from 2000 on");
        return null;
    }

    private static void RefuseForeignData(JsonObjectReader reader)
    {
        if (reader.Text("datacontenttype", MostText) is { } type && !JsonType().IsMatch(type))
            reader.Faults.Add("datacontenttype", "must be application/json: data is read as JSON");
    }

    [GeneratedRegex(
        @"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Rfc3339();

    [GeneratedRegex(
        @"\Aapplication/([a-z0-9.-]+\+)?json(\s*;.*)?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex JsonType();
}
