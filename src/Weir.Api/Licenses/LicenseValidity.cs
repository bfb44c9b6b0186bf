namespace Weir.Api.Licenses;

/// <summary>Whether a key may be used.</summary>
/// <param name="Valid">
/// False for a key that is unknown, disabled, expired, refunded or another customer's, and for an instance that it is not
/// activated for: it is not said which.
/// </param>
/// <param name="Instance">The instance that was asked for; null when none was, or it is not valid.</param>
/// <param name="LicenseKey">The key; null when it is not valid.</param>
internal sealed record LicenseValidity(bool Valid, InstanceState? Instance, LicenseKeyState? LicenseKey);
