using System.Text.Json;
using Weir.Sandbox.Providers.Calls;
using Weir.Sandbox.Providers.Scripts;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>The usage that an answer reports, which a script can make differ from the count.</summary>
/// <param name="Count">The stand-in's own count.</param>
/// <param name="Treatment">What becomes of it.</param>
/// <param name="Members">Members that replace the counted ones.</param>
/// <param name="IsNull">A failed response reports null, unless the script says otherwise.</param>
internal sealed record UsageReport(TokenCount Count, UsageTreatment Treatment, JsonElement Members, bool IsNull)
{
    /// <summary>As the list of calls names it.</summary>
    public string Name => IsNull ? "missing" : Treatment switch
    {
        UsageTreatment.Missing => "missing",
        UsageTreatment.Twice => "twice",
        UsageTreatment.Altered => "altered",
        _ => "counted",
    };

    public static UsageReport Of(TokenCount count, ProviderFault? fault, CallFate fate)
    {
        var treatment = fault?.Usage ?? UsageTreatment.AsCounted;
        var failed = fate is CallFate.Failed or CallFate.StreamError;
        return new UsageReport(
            count, treatment, fault?.UsageMembers ?? default, IsNull: failed && treatment == UsageTreatment.AsCounted);
    }

    /// <summary>Writes the <c>usage</c> member of a finished response, twice in a buffered one when scripted so.</summary>
    public void Write(Utf8JsonWriter json, bool buffered)
    {
        if (Treatment == UsageTreatment.Missing) return;
        for (var time = 0; time < (buffered && Treatment == UsageTreatment.Twice ? 2 : 1); time++)
        {
            json.WritePropertyName("usage");
            if (IsNull) json.WriteNullValue();
            else WriteObject(json);
        }
    }

    private void WriteObject(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        Number(json, Members, "input_tokens", Count.Input);
        Details(json, "input_tokens_details", ("cached_tokens", 0), ("cache_write_tokens", 0));
        Number(json, Members, "output_tokens", Count.Output);
        Details(json, "output_tokens_details", ("reasoning_tokens", Count.Reasoning));
        Number(json, Members, "total_tokens", Total());
        json.WriteEndObject();
    }

    private void Details(Utf8JsonWriter json, string name, params ReadOnlySpan<(string Name, int Counted)> members)
    {
        json.WritePropertyName(name);
        var scripted = Scripted(Members, name);
        if (scripted is { ValueKind: not JsonValueKind.Object } other)
        {
            other.WriteTo(json);
            return;
        }
        json.WriteStartObject();
        foreach (var (member, counted) in members) Number(json, scripted ?? default, member, counted);
        json.WriteEndObject();
    }

    /// <summary>The total follows altered parts unless it is altered itself.</summary>
    private long Total()
    {
        return Part("input_tokens", Count.Input) + Part("output_tokens", Count.Output);

        long Part(string name, int counted) =>
            Scripted(Members, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number)
                ? number
                : counted;
    }

    private static void Number(Utf8JsonWriter json, JsonElement scripted, string name, long counted)
    {
        json.WritePropertyName(name);
        if (Scripted(scripted, name) is { } value) value.WriteTo(json);
        else json.WriteNumberValue(counted);
    }

    private static JsonElement? Scripted(JsonElement members, string name) =>
        members.ValueKind == JsonValueKind.Object && members.TryGetProperty(name, out var value) ? value : null;
}
