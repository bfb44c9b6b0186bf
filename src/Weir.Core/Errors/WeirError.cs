namespace Weir.Core.Errors;

/// <summary>An expected failure as a value. <see cref="Detail"/> is safe to show and to log: no input text, no secret.</summary>
public sealed record WeirError(ErrorCode Code, string Detail)
{
    /// <summary>All faults of the input at once, for <see cref="ErrorCode.InvalidInput"/>.</summary>
    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    /// <summary>The numbers behind a limit.</summary>
    public LimitDenial? Limit { get; init; }

    /// <summary>How long to wait, where waiting helps.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// Whether the same request can succeed later without anything else changing, where that is known of this very one;
    /// null: what the code's row says, or that <see cref="RetryAfter"/> is set.
    /// </summary>
    public bool? Retryable { get; init; }

    /// <summary>Extra members of the problem, such as the event of an <c>already_settled</c>.</summary>
    public IReadOnlyDictionary<string, object?> Extensions { get; init; } = new Dictionary<string, object?>();
}
