using System.Text.Json;
using Weir.Core.Errors;

namespace Weir.Sandbox.Providers.Scripts;

/// <summary>Reads <c>{"faults":[…]}</c>; a script with any fault in it is refused whole, with all of them.</summary>
internal static class FaultParser
{
    private const int FaultsMax = 200;
    private const int TimesMax = 100_000;
    private const int DelayMsMax = 600_000;
    private const int EventsMax = 100_000;
    private const int RetryAfterMax = 86_400;

    /// <summary>The faults of the script; <paramref name="errors"/> says what is wrong with it.</summary>
    public static List<ProviderFault> Parse(JsonElement body, FaultVocabulary vocabulary, List<FieldFault> errors)
    {
        var script = new StrictObject(body, string.Empty, errors, "faults");
        if (!script.TryGet("faults", out var list))
        {
            if (body.ValueKind == JsonValueKind.Object) script.Fault("faults", "is required");
            return [];
        }
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > FaultsMax)
        {
            script.Fault("faults", $"must be an array of 1 to {FaultsMax} faults");
            return [];
        }
        return [.. list.EnumerateArray().Select((fault, index) => ParseFault(fault, $"faults[{index}]", vocabulary, errors))];
    }

    private static ProviderFault ParseFault(
        JsonElement value, string path, FaultVocabulary vocabulary, List<FieldFault> errors)
    {
        var members = new StrictObject(
            value, path, errors, "match", "times", "status", "code", "delay_ms", "pace_ms", "cut_after_events", "usage",
            "serve_tier", "retry_after_s");
        var (status, fate) = ParseStatus(members);
        var code = ParseCode(members, vocabulary, fate, ref status);
        var (usage, usageMembers) = UsageParser.Parse(members, vocabulary, errors);
        var fault = new ProviderFault
        {
            Match = ParseMatch(members, errors),
            Times = members.Number("times", 1, TimesMax) ?? 1,
            HttpStatus = status,
            Fate = fate,
            Code = code,
            Delay = TimeSpan.FromMilliseconds(members.Number("delay_ms", 0, DelayMsMax) ?? 0),
            Pace = members.Number("pace_ms", 0, DelayMsMax) is { } pace ? TimeSpan.FromMilliseconds(pace) : null,
            CutAfterEvents = members.Number("cut_after_events", 0, EventsMax),
            Usage = usage,
            UsageMembers = usageMembers,
            ServeTier = OneOf(members, "serve_tier", vocabulary.ServedTiers),
            RetryAfterSeconds = members.Number("retry_after_s", 0, RetryAfterMax),
        };
        CheckTogether(members, fault);
        return fault;
    }

    /// <summary>A number is the HTTP status, a word the end of an answer that begins with HTTP 200.</summary>
    private static (int? Status, CallFate Fate) ParseStatus(StrictObject members)
    {
        if (!members.TryGet("status", out var value)) return (null, CallFate.Completed);
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
        members.Fault("status", "must be 200, an HTTP status from 400 to 599, or completed, failed, incomplete or error");
        return (null, CallFate.Completed);
    }

    private static string? ParseCode(StrictObject members, FaultVocabulary vocabulary, CallFate fate, ref int? status)
    {
        if (members.Text("code") is not { } code) return null;
        var reachable = fate switch
        {
            CallFate.Failed => vocabulary.FailedCodes.Contains(code),
            CallFate.Incomplete => vocabulary.IncompleteReasons.Contains(code),
            _ => vocabulary.Codes.ContainsKey(code),
        };
        if (!reachable)
        {
            members.Fault("code", "is not a code that this provider gives with this status");
            return null;
        }
        if (fate == CallFate.Completed) status ??= vocabulary.Codes[code];
        return code;
    }

    private static CallMatch ParseMatch(StrictObject fault, List<FieldFault> errors)
    {
        if (!fault.TryGet("match", out var value)) return CallMatch.Any;
        var match = new StrictObject(
            value, fault.PathOf("match"), errors, "model", "service_tier", "stream", "feature", "metadata");
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        if (match.TryGet("metadata", out var pairs))
        {
            if (pairs.ValueKind != JsonValueKind.Object
                || pairs.EnumerateObject().Any(pair => pair.Value.ValueKind != JsonValueKind.String))
                match.Fault("metadata", "must be an object of strings");
            else
                foreach (var pair in pairs.EnumerateObject()) metadata[pair.Name] = pair.Value.GetString()!;
        }
        return new CallMatch(
            match.Text("model"), match.Text("service_tier"), match.Flag("stream"), match.Text("feature"), metadata);
    }

    private static string? OneOf(StrictObject members, string name, IReadOnlySet<string> allowed)
    {
        if (members.Text(name) is not { } value) return null;
        if (allowed.Contains(value)) return value;
        members.Fault(name, $"must be one of {string.Join(", ", allowed.Order(StringComparer.Ordinal))}");
        return null;
    }

    /// <summary>Settings that contradict each other would be ignored in silence.</summary>
    private static void CheckTogether(StrictObject members, ProviderFault fault)
    {
        if (fault.HttpStatus is null)
        {
            if (fault.RetryAfterSeconds is not null) members.Fault("retry_after_s", "needs an HTTP status from 400 to 599");
            return;
        }
        foreach (var name in (string[])["pace_ms", "cut_after_events", "usage", "serve_tier"])
        {
            if (members.TryGet(name, out _)) members.Fault(name, "has no meaning when the call is refused");
        }
    }
}
