namespace Weir.Api.Licenses;

/// <summary>A key was activated.</summary>
/// <param name="Activated">Always true: a refusal is a problem.</param>
/// <param name="Instance">What it was activated for.</param>
/// <param name="LicenseKey">The key.</param>
internal sealed record LicenseActivated(bool Activated, InstanceState Instance, LicenseKeyState LicenseKey);
