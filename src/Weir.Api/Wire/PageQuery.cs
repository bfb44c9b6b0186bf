using System.Globalization;
using Weir.Http.Bodies;

namespace Weir.Api.Wire;

/// <summary>Which page of a list is asked for: <c>cursor</c> and <c>limit</c>.</summary>
/// <param name="After">The last row of the page before; null for the first page.</param>
/// <param name="Limit">Most rows.</param>
internal readonly record struct PageQuery(PageCursor? After, int Limit)
{
    public const int DefaultLimit = 50;
    public const int MostLimit = 200;

    /// <summary>Rows to read: one more than asked for tells whether anything follows.</summary>
    public int Rows => Limit + 1;

    /// <summary>What is faulty is in the faults, and reads as left out.</summary>
    public static PageQuery Read(string? cursor, string? limit, FaultCollector faults) =>
        new(ReadCursor(cursor, faults), ReadLimit(limit, faults));

    /// <summary>The page, and the cursor of the next one if there is more.</summary>
    public Page<TItem> ToPage<TRow, TItem>(
        IReadOnlyList<TRow> rows, Func<TRow, TItem> item, Func<TRow, PageCursor> cursor) =>
        new([.. rows.Take(Limit).Select(item)], rows.Count > Limit ? cursor(rows[Limit - 1]).Encode() : null);

    private static PageCursor? ReadCursor(string? text, FaultCollector faults)
    {
        if (text is null) return null;
        if (PageCursor.TryDecode(text, out var cursor)) return cursor;
        faults.Add("cursor", "must be the next_cursor of an earlier page, unchanged");
        return null;
    }

    private static int ReadLimit(string? text, FaultCollector faults)
    {
        if (text is null) return DefaultLimit;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is > 0 and <= MostLimit)
            return limit;
        faults.Add("limit", $"must be a whole number from 1 to {MostLimit}");
        return DefaultLimit;
    }
}
