using System.Text.Json;
using Weir.Http.Bodies;

namespace Weir.Sandbox.Providers.Scripts;

/// <summary>Reads <c>{"faults":[…]}</c>; a script with any fault in it is refused whole, with all of them.</summary>
internal static class FaultParser
{
    private const int FaultsMax = 200;
    private const int TimesMax = 100_000;
    private const int DelayMsMax = 600_000;
    private const int EventsMax = 100_000;
    private const int RetryAfterMax = 86_400;
    private const int NameMax = 512;

    /// <summary>The faults of the script; <paramref name="errors"/> gathers what is wrong with it.</summary>
    public static List<ProviderFault> Parse(JsonElement body, FaultVocabulary vocabulary, FaultCollector errors)
    {
        var script = new JsonObjectReader(body, errors);
        var faults = script.Children("faults", FaultsMax, minItems: 1, required: true) ?? [];
        script.RefuseOthers();
        return [.. faults.Select(fault => ParseFault(fault, vocabulary))];
    }

    private static ProviderFault ParseFault(JsonObjectReader members, FaultVocabulary vocabulary)
    {
        var (status, fate) = ParseStatus(members);
        var code = ParseCode(members, vocabulary, fate, ref status);
        var (usage, usageMembers) = UsageParser.Parse(members, vocabulary);
        var fault = new ProviderFault
        {
            Match = ParseMatch(members),
            Times = (int)(members.Whole("times", 1, TimesMax) ?? 1),
            HttpStatus = status,
            Fate = fate,
            Code = code,
            Delay = TimeSpan.FromMilliseconds(members.Whole("delay_ms", 0, DelayMsMax) ?? 0),
            Pace = members.Whole("pace_ms", 0, DelayMsMax) is { } pace ? TimeSpan.FromMilliseconds(pace) : null,
            CutAfterEvents = (int?)members.Whole("cut_after_events", 0, EventsMax),
            Usage = usage,
            UsageMembers = usageMembers,
            ServeTier = members.Word("serve_tier", vocabulary.ServedTiers),
            RetryAfterSeconds = (int?)members.Whole("retry_after_s", 0, RetryAfterMax),
        };
        members.RefuseOthers();
        CheckTogether(members, fault);
        return fault;
    }

    /// <summary>A number is the HTTP status, a word the end of an answer that begins with HTTP 200.</summary>
    private static (int? Status, CallFate Fate) ParseStatus(JsonObjectReader members)
    {
        if (members.Any("status") is not { } value) return (null, CallFate.Completed);
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var status))
        {
            if (status == 200) return (null, CallFate.Completed);
            if (status is >= 400 and <= 599) return (status, CallFate.Completed);
        }
        switch (value.ValueKind == JsonValueKind.String ? value.GetString() : null)
        {
            case "completed": return (null, CallFate.Completed);
            case "failed": return (null, CallFate.Failed);
            case "incomplete": return (null, CallFate.Incomplete);
            case "error": return (null, CallFate.StreamError);
        }
        members.Faults.Add(
            members.PathOf("status"), "must be 200, an HTTP status from 400 to 599, or completed, failed, incomplete or error");
        return (null, CallFate.Completed);
    }

    /// <summary>A code alone implies the HTTP status that it comes with.</summary>
    private static string? ParseCode(JsonObjectReader members, FaultVocabulary vocabulary, CallFate fate, ref int? status)
    {
        var known = fate switch
        {
            CallFate.Failed => vocabulary.FailedCodes,
            CallFate.Incomplete => vocabulary.IncompleteReasons,
            _ => [.. vocabulary.Codes.Keys],
        };
        if (members.Word("code", known) is not { } code) return null;
        if (fate == CallFate.Completed) status ??= vocabulary.Codes[code];
        return code;
    }

    private static CallMatch ParseMatch(JsonObjectReader fault)
    {
        if (fault.Child("match") is not { } match) return CallMatch.Any;
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        if (match.Any("metadata") is { } pairs)
        {
            if (pairs.ValueKind == JsonValueKind.Object
                && pairs.EnumerateObject().All(p => p.Value.ValueKind == JsonValueKind.String))
                foreach (var pair in pairs.EnumerateObject()) metadata[pair.Name] = pair.Value.GetString()!;
            else
                match.Faults.Add(match.PathOf("metadata"), "must be an object of texts");
        }
        var covers = new CallMatch(
            match.Text("model", NameMax, 1), match.Text("service_tier", NameMax, 1), match.Flag("stream"),
            match.Text("feature", NameMax, 1), metadata);
        match.RefuseOthers();
        return covers;
    }

    /// <summary>Settings that contradict each other would be ignored in silence.</summary>
    private static void CheckTogether(JsonObjectReader members, ProviderFault fault)
    {
        if (fault.HttpStatus is null)
        {
            if (fault.RetryAfterSeconds is not null)
                members.Faults.Add(members.PathOf("retry_after_s"), "needs an HTTP status from 400 to 599");
            return;
        }
        foreach (var name in (string[])["pace_ms", "cut_after_events", "usage", "serve_tier"])
        {
            if (members.Any(name) is not null)
                members.Faults.Add(members.PathOf(name), "has no meaning when the call is refused");
        }
    }
}
