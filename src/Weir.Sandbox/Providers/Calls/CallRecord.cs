namespace Weir.Sandbox.Providers.Calls;

/// <summary>
/// One call that reached a stand-in. Only what the stand-in itself made or knows is kept: model and tier names are those of
/// its own tables, so no text of a caller can get here.
/// </summary>
internal sealed record CallRecord
{
    /// <summary>The stand-in's request id, as in the <c>x-request-id</c> header.</summary>
    public required string RequestId { get; init; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Id of the response; null when there was none.</summary>
    public string? Id { get; init; }

    /// <summary>Model as requested; null when it is not one of the stand-in's.</summary>
    public string? Model { get; init; }

    /// <summary>Tier as requested; null when none was named.</summary>
    public string? TierRequested { get; init; }

    /// <summary>Tier that the answer named.</summary>
    public string? TierServed { get; init; }

    public bool Stream { get; init; }

    /// <summary>HTTP status; null until it is decided.</summary>
    public int? Status { get; init; }

    /// <summary>
    /// <c>in_progress</c>, <c>completed</c>, <c>incomplete</c>, <c>failed</c>, <c>refused</c>, <c>cut</c>,
    /// <c>client_closed</c>.
    /// </summary>
    public string Outcome { get; init; } = CallOutcomes.InProgress;

    /// <summary>Code of the refusal or failure.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Whether a script decided how it behaved.</summary>
    public bool Scripted { get; init; }

    /// <summary>The stand-in's own count of what it read and made, whatever the answer said; null when it made nothing.</summary>
    public TokenCount? Usage { get; init; }

    /// <summary>
    /// What the caller was told: <c>counted</c>, <c>missing</c>, <c>twice</c>, <c>altered</c>; null before that.
    /// </summary>
    public string? UsageReported { get; init; }
}
