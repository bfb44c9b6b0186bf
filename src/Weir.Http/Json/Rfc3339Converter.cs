using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Weir.Http.Json;

/// <summary>
/// Instants in UTC with <c>Z</c>, with as many decimals of a second as there are, at most PostgreSQL's six.
/// </summary>
public sealed class Rfc3339Converter : JsonConverter<DateTimeOffset>
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    /// <inheritdoc />
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture));
}
