namespace Weir.Api.Licenses;

/// <summary>A key to activate.</summary>
/// <param name="LicenseKey">The key, as the buyer got it.</param>
/// <param name="InstanceName">What to call the instance: a computer's name.</param>
internal sealed record ActivationRequest(string LicenseKey, string InstanceName);
