namespace Weir.Sandbox.Billing.Life;

/// <summary>Nothing is collected for a while.</summary>
/// <param name="Mode">The provider's word: what that means for the service.</param>
/// <param name="ResumesAt">Null: until somebody ends it.</param>
internal sealed record Pause(string Mode, DateTimeOffset? ResumesAt);
