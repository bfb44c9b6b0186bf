using Weir.Core.Errors;

namespace Weir.Core.Engine;

/// <summary>Answer to an <see cref="ExtendOperation"/>.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="ExpiresAt">When the lease ends now; null unless it was extended.</param>
public sealed record ExtendResult(ExtendStatus Status, DateTimeOffset? ExpiresAt)
{
    /// <summary>Set when <see cref="Status"/> is <see cref="ExtendStatus.Denied"/>; requested is what was to be added.</summary>
    public LimitDenial? Denial { get; init; }
}
