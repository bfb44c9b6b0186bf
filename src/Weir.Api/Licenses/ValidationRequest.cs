using System.Text.Json.Serialization;

namespace Weir.Api.Licenses;

/// <summary>A key to look at.</summary>
/// <param name="LicenseKey">The key.</param>
/// <param name="InstanceId">The instance that must be activated; left out: any or none.</param>
internal sealed record ValidationRequest(
    string LicenseKey, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? InstanceId);
