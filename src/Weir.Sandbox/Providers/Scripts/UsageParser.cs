using System.Text.Json;
using Weir.Http.Bodies;

namespace Weir.Sandbox.Providers.Scripts;

/// <summary>
/// Reads <c>usage</c> of a fault: <c>"missing"</c>, <c>"twice"</c>, or members that replace the counted ones. Their values may
/// be anything, since that is the point; their names may not.
/// </summary>
internal static class UsageParser
{
    public static (UsageTreatment Treatment, JsonElement Members) Parse(JsonObjectReader fault, FaultVocabulary vocabulary)
    {
        if (fault.Any("usage") is not { } value) return (UsageTreatment.AsCounted, default);
        switch (value.ValueKind)
        {
            case JsonValueKind.String when value.GetString() == "missing":
                return (UsageTreatment.Missing, default);
            case JsonValueKind.String when value.GetString() == "twice":
                return (UsageTreatment.Twice, default);
            case JsonValueKind.Object:
                Check(value, string.Empty, fault, vocabulary);
                return (UsageTreatment.Altered, value.Clone());
            default:
                fault.Faults.Add(fault.PathOf("usage"), "must be \"missing\", \"twice\" or an object of usage members");
                return (UsageTreatment.AsCounted, default);
        }
    }

    private static void Check(JsonElement members, string prefix, JsonObjectReader fault, FaultVocabulary vocabulary)
    {
        foreach (var member in members.EnumerateObject())
        {
            var name = prefix + member.Name;
            if (!vocabulary.UsageMembers.Contains(name))
                fault.Faults.Add(fault.PathOf($"usage.{name}"), "is not a member of this provider's usage");
            else if (member.Value.ValueKind == JsonValueKind.Object && prefix.Length == 0)
                Check(member.Value, name + ".", fault, vocabulary);
        }
    }
}
