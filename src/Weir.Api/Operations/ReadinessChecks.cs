using System.Text.Json.Serialization;

namespace Weir.Api.Operations;

/// <summary>What readiness depends on; ok, or a word for what is wrong. The log has the details.</summary>
/// <param name="Database">
/// ok; unreachable; unfit: reached, but without a schema of Weir that the server may use.
/// </param>
/// <param name="Catalog">ok; missing: no blueprint was applied; unreachable.</param>
/// <param name="Keys">ok; unreachable: tokens cannot be verified.</param>
internal sealed record ReadinessChecks(string Database, string Catalog, string Keys)
{
    public const string Ok = "ok";
    public const string Unreachable = "unreachable";
    public const string Unfit = "unfit";
    public const string Missing = "missing";

    [JsonIgnore]
    public bool AllOk => Database == Ok && Catalog == Ok && Keys == Ok;
}
