using System.Data.Common;

namespace Weir.Data.Engine;

internal static class RowReading
{
    public static T? Optional<T>(this DbDataReader reader, int column)
        where T : struct =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);

    public static string? OptionalText(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);
}
