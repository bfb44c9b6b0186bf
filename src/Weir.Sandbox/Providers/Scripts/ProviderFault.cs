using System.Text.Json;

namespace Weir.Sandbox.Providers.Scripts;

/// <summary>How the next matching calls behave; everything that is not said stays as it would have been.</summary>
internal sealed record ProviderFault
{
    /// <summary>Which calls it is for.</summary>
    public required CallMatch Match { get; init; }

    /// <summary>How many calls it is for.</summary>
    public int Times { get; init; } = 1;

    /// <summary>HTTP status of a refusal, 400 to 599; null when the call is answered with 200.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>How an answered call ends.</summary>
    public CallFate Fate { get; init; } = CallFate.Completed;

    /// <summary>Code of the refusal, of the failed response, or the reason of the incomplete one.</summary>
    public string? Code { get; init; }

    /// <summary>Wait before the first byte, on top of the usual one.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Wait after each delta of a stream; null for the usual one.</summary>
    public TimeSpan? Pace { get; init; }

    /// <summary>The connection breaks after so many events of a stream; any number breaks a buffered answer halfway.</summary>
    public int? CutAfterEvents { get; init; }

    /// <summary>What becomes of the usage in the answer.</summary>
    public UsageTreatment Usage { get; init; } = UsageTreatment.AsCounted;

    /// <summary>Members that replace those of the usage object, with <see cref="UsageTreatment.Altered"/>.</summary>
    public JsonElement UsageMembers { get; init; }

    /// <summary>Tier that the answer names instead of the requested one.</summary>
    public string? ServeTier { get; init; }

    /// <summary>Seconds in <c>Retry-After</c> of a refusal; null for what the status usually carries.</summary>
    public int? RetryAfterSeconds { get; init; }
}
