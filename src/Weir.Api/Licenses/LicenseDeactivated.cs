namespace Weir.Api.Licenses;

/// <summary>An instance was taken from a key.</summary>
/// <param name="Deactivated">Always true: a refusal is a problem.</param>
/// <param name="LicenseKey">The key.</param>
internal sealed record LicenseDeactivated(bool Deactivated, LicenseKeyState LicenseKey);
