using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Wire;
using Weir.Data.Usage;
using Weir.Http.Bodies;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Usage;

/// <summary><c>GET /v1/ai/usage/events[?cursor&amp;limit]</c>: the customer's ledger, newest first.</summary>
internal static class ListUsageEvents
{
    internal const int DefaultLimit = 50;
    internal const int MostLimit = 200;

    public static async Task<Results<Ok<Page<UsageRow>>, WeirErrorResult>> HandleAsync(
        string? cursor, string? limit, HttpContext context, CustomerResolver customers, UsageStore usage,
        CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var after = ReadCursor(cursor, faults);
        var size = ReadLimit(limit, faults);
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        var resolved = await customers.ResolveAsync(context, cancellationToken);
        if (resolved.Customer is not { } customer) return new WeirErrorResult(resolved.Error!);

        // One row more than asked for tells whether anything follows.
        var rows = await usage.PageEventsAsync(
            customer.CustomerId, after?.RecordedAt, after?.EventId, size + 1, cancellationToken);
        var next = rows.Count > size
            ? new UsageCursor(rows[size - 1].RecordedAt, rows[size - 1].EventId).Encode()
            : null;
        return TypedResults.Ok(new Page<UsageRow>([.. rows.Take(size).Select(UsageRow.Of)], next));
    }

    private static UsageCursor? ReadCursor(string? text, FaultCollector faults)
    {
        if (text is null) return null;
        if (UsageCursor.TryDecode(text, out var cursor)) return cursor;
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
