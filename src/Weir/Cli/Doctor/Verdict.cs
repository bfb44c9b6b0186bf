using System.Text.Json.Serialization;

namespace Weir.Cli.Doctor;

[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
internal enum Verdict
{
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>It works, but not as well as it could.</summary>
    [JsonStringEnumMemberName("warn")]
    Warn,

    /// <summary>It does not work.</summary>
    [JsonStringEnumMemberName("fail")]
    Fail,
}
