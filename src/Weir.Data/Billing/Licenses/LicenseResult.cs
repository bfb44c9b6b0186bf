namespace Weir.Data.Billing.Licenses;

/// <summary>The answer to a call with a licence key.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="License">The licence; null when it is unusable.</param>
/// <param name="InstanceName">Name of the instance that was named; null when none was, or it is unusable.</param>
public sealed record LicenseResult(LicenseOutcome Outcome, LicenseView? License, string? InstanceName);
