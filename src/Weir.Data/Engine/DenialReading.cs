using System.Data.Common;
using Weir.Core.Errors;

namespace Weir.Data.Engine;

internal static class DenialReading
{
    /// <summary>
    /// meter, granted, used, held, requested, remaining, hard_limit, resets_at; elsewhere scope and what it is. Null unless
    /// the row is a denial.
    /// </summary>
    public static LimitDenial? ReadDenial(this DbDataReader reader, int first, int scope) => reader.IsDBNull(first)
        ? null
        : new LimitDenial(
            reader.GetString(scope), reader.GetString(first), reader.GetInt64(first + 1), reader.GetInt64(first + 2),
            reader.GetInt64(first + 3), reader.GetInt64(first + 4), reader.GetInt64(first + 5), reader.GetInt64(first + 6),
            reader.Optional<DateTimeOffset>(first + 7))
        {
            Code = ReadCode(reader.GetString(scope + 1)),
        };

    private static ErrorCode ReadCode(string denial) => denial switch
    {
        "quota" => ErrorCode.QuotaExhausted,
        "spend_cap" => ErrorCode.SpendCapReached,
        "rate" => ErrorCode.RateLimited,
        _ => throw new InvalidOperationException($"The engine answered a denial by {denial}."),
    };
}
