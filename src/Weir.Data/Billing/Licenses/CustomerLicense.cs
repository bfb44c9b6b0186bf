namespace Weir.Data.Billing.Licenses;

/// <summary>A customer's licence.</summary>
/// <param name="License">What may be shown of it.</param>
/// <param name="Instances">Where it is activated, oldest first; at most 100.</param>
public sealed record CustomerLicense(LicenseView License, IReadOnlyList<LicenseInstance> Instances);
