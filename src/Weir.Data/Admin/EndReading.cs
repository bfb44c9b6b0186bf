using System.Data.Common;

namespace Weir.Data.Admin;

/// <summary>Ends that may never come.</summary>
internal static class EndReading
{
    /// <summary>An instant of a column that says <c>infinity</c> for never; then null.</summary>
    public static DateTimeOffset? EndingAt(this DbDataReader reader, int column) =>
        reader.GetFieldValue<DateTimeOffset>(column) is var end && end < DateTimeOffset.MaxValue ? end : null;
}
