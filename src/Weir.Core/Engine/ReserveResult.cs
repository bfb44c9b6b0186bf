using Weir.Core.Errors;

namespace Weir.Core.Engine;

/// <summary>Answer to a <see cref="ReserveOperation"/>.</summary>
public sealed record ReserveResult(ReserveStatus Status, Guid HoldId, DateTimeOffset ExpiresAt)
{
    /// <summary>Set when <see cref="Status"/> is <see cref="ReserveStatus.Denied"/>.</summary>
    public LimitDenial? Denial { get; init; }

    /// <summary>
    /// The event of the first request, when <see cref="Status"/> is <see cref="ReserveStatus.AlreadySettled"/>.
    /// </summary>
    public SettledEvent? Settled { get; init; }
}
