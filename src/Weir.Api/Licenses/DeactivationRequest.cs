namespace Weir.Api.Licenses;

/// <summary>An instance to take from a key.</summary>
/// <param name="LicenseKey">The key.</param>
/// <param name="InstanceId">The instance.</param>
internal sealed record DeactivationRequest(string LicenseKey, Guid InstanceId);
