using System.Text.Json;

namespace Weir.Billing.Providers;

/// <summary>What a payment provider answered, after the last attempt.</summary>
internal sealed record ProviderReply
{
    /// <summary>HTTP status; 0 without an answer.</summary>
    public int Status { get; init; }

    /// <summary>The body; undefined when there was none.</summary>
    public JsonElement Body { get; init; }

    /// <summary>Why there is no answer; null when there is one.</summary>
    public ProviderFailure? Failure { get; init; }

    /// <summary>What it says about waiting.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool IsSuccess => Failure is null && Status is >= 200 and < 300;

    /// <summary>A text of the body, by the path of its members; null when there is none.</summary>
    public string? Text(params ReadOnlySpan<string> path)
    {
        var at = Body;
        foreach (var name in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return null;
        }
        return at.ValueKind == JsonValueKind.String ? at.GetString() : null;
    }
}
