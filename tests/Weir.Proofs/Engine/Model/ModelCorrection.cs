using Weir.Core.Engine;

namespace Weir.Proofs.Engine.Model;

/// <summary>Corrections: new rows of the ledger that give back, last taken first, or add.</summary>
internal static class ModelCorrection
{
    public static CorrectResult Correct(ModelCustomer customer, CorrectOperation operation, DateTimeOffset now)
    {
        var corrected = customer.Ledger.Find(e => e.Id == operation.Corrects);
        if (corrected is null) return Answer(CorrectStatus.NotFound);
        var rows = customer.Ledger.Where(e => e == corrected || e.Corrects == corrected).ToList();
        if (rows.Any(e => e.Corrects == corrected && e.Id == operation.EventId)) return Answer(CorrectStatus.AlreadyCorrected);
        if (customer.Ledger.Exists(e => e.Id == operation.EventId) || customer.Events.ContainsKey(operation.EventId))
            return Answer(CorrectStatus.KeyConflict);
        var entry = NewEvent(operation, corrected, now);
        if (corrected.Corrects is not null || (entry.Numbers.All(n => n == 0) && operation.Lines.All(l => l.Quantity == 0))
            || operation.Lines.Any(l => !ModelMeters.IsKnown(l.Meter))
            || operation.Lines.DistinctBy(l => l.Meter).Count() < operation.Lines.Count)
        {
            return Answer(CorrectStatus.Invalid);
        }
        if (Enumerable.Range(0, entry.Numbers.Length).Any(i => rows.Sum(e => e.Numbers[i]) + entry.Numbers[i] < 0)
            || !GiveBack(rows, operation.Lines, entry))
        {
            return Answer(CorrectStatus.BelowZero);
        }

        foreach (var line in entry.Lines)
        {
            line.Bucket?.Used += line.Units;
            if (line.Overrun is not null) customer.Units.Overruns.Add(line.Overrun with { Units = line.Units });
        }
        var given = entry.Lines.Count;
        List<MeterQuantity> added = [.. operation.Lines.Where(l => l.Quantity > 0)];
        customer.Units.Book(corrected.OccurredAt, [.. added.Where(l => !ModelMeters.IsLimited(l.Meter))], entry);
        customer.Units.Book(corrected.OccurredAt, [.. added.Where(l => ModelMeters.IsLimited(l.Meter))], entry);
        entry.Tallies =
        [
            .. corrected.Tallies.Select(t => (t.Tally, operation.Lines.Where(l => l.Meter == t.Tally.Meter).Sum(l => l.Quantity))),
        ];
        foreach (var (tally, units) in entry.Tallies) tally.Used += units;
        customer.Ledger.Add(entry);
        customer.Events.Add(entry.Id, entry);
        return new CorrectResult(
            CorrectStatus.Corrected,
            Sum(entry.Lines.Skip(given).Where(l => l.Overrun is not null), 1),
            Sum(entry.Lines.Take(given).Where(l => l.Bucket is { } bucket && bucket.ClosesAt <= now), -1));
    }

    /// <summary>From what the rows have taken together: overruns first, then the last taken first. False: not so much.</summary>
    private static bool GiveBack(IReadOnlyList<ModelEvent> rows, IReadOnlyList<MeterQuantity> lines, ModelEvent entry)
    {
        var taken = rows.OrderBy(e => e.Corrects is not null).ThenBy(e => e.RecordedAt).ThenBy(e => e.Id)
            .SelectMany(e => e.Lines).Select((line, place) => (Line: line, Place: place))
            .GroupBy(l => (l.Line.Meter, l.Line.Bucket, Overrun: l.Line.Overrun))
            .Select(g => (g.Key, Units: g.Sum(l => l.Line.Units), Place: g.Min(l => l.Place)))
            .OrderByDescending(g => g.Key.Overrun is not null).ThenByDescending(g => g.Place).ToList();
        foreach (var (meter, quantity) in lines.Where(l => l.Quantity < 0).OrderBy(l => l.Meter, StringComparer.Ordinal))
        {
            var rest = -quantity;
            foreach (var (from, units, _) in taken.Where(g => g.Key.Meter == meter && g.Units > 0))
            {
                var back = Math.Min(rest, units);
                if (back == 0) break;
                entry.Lines.Add(new ModelLine(meter, -back, from.Bucket, from.Overrun));
                rest -= back;
            }
            if (rest > 0) return false;
        }
        return true;
    }

    private static ModelEvent NewEvent(CorrectOperation operation, ModelEvent corrected, DateTimeOffset now) => new()
    {
        Id = operation.EventId,
        Corrects = corrected,
        UserId = corrected.UserId,
        RecordedAt = now > corrected.RecordedAt ? now : corrected.RecordedAt,
        OccurredAt = corrected.OccurredAt,
        Details = new UsageEventDetails
        {
            Feature = corrected.Feature,
            InputTokens = operation.InputTokens,
            CachedInputTokens = operation.CachedInputTokens,
            CacheWriteTokens = operation.CacheWriteTokens,
            OutputTokens = operation.OutputTokens,
            ReasoningTokens = operation.ReasoningTokens,
            CostNanoUsd = operation.CostNanoUsd,
        },
    };

    private static List<MeterQuantity> Sum(IEnumerable<ModelLine> lines, int sign) =>
    [
        .. lines.GroupBy(l => l.Meter).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new MeterQuantity(g.Key, sign * g.Sum(l => l.Units))),
    ];

    private static CorrectResult Answer(CorrectStatus status) => new(status, [], []);
}
