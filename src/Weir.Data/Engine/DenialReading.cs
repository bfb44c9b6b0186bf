using System.Data.Common;
using Weir.Core.Errors;

namespace Weir.Data.Engine;

internal static class DenialReading
{
    /// <summary>meter, granted, used, held, requested, remaining, hard_limit, resets_at; null unless the row is a denial.</summary>
    public static LimitDenial? ReadDenial(this DbDataReader reader, int first) => reader.IsDBNull(first)
        ? null
        : new LimitDenial(
            "customer", reader.GetString(first), reader.GetInt64(first + 1), reader.GetInt64(first + 2),
            reader.GetInt64(first + 3), reader.GetInt64(first + 4), reader.GetInt64(first + 5), reader.GetInt64(first + 6),
            reader.Optional<DateTimeOffset>(first + 7));
}
