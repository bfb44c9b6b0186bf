using System.Globalization;
using Weir.Proofs.Engine.Model;

namespace Weir.Proofs.Engine.Comparison;

/// <summary>What a customer has by the model, in the form of <see cref="StateSql.Rows"/>.</summary>
internal static class ModelRows
{
    public static IEnumerable<string> Of(ModelCustomer customer) =>
    [
        .. Subscriptions(customer), .. Grants(customer), .. Buckets(customer), .. Tallies(customer), .. Overruns(customer),
        .. Holds(customer), .. Events(customer), .. Rollups(customer), .. Keys(customer),
    ];

    public static string Instant(DateTimeOffset at) => at == ModelCalendar.Never ? "never"
        : at == ModelCalendar.Always ? "always"
        : at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Subscriptions(ModelCustomer customer) => customer.Subscriptions.Select(s => Row(
        "subscription", customer.Id, s.Id, s.Plan.Code, s.Plan.Version, s.Status.ToString().ToLowerInvariant(),
        Instant(s.AnchorAt), Instant(s.StartedAt), Instant(s.EndsAt)));

    private static IEnumerable<string> Grants(ModelCustomer customer) => customer.Units.Grants.Select(g => Row(
        "grant", customer.Id, g.Id, g.Meter, g.Priority, g.Amount, g.OverageAllowed, g.OverageWithheld, g.Period.Code(),
        Instant(g.EffectiveAt), Instant(g.ExpiresAt)));

    private static IEnumerable<string> Buckets(ModelCustomer customer) => customer.Units.Grants
        .SelectMany(g => g.Buckets.Values).Where(b => b.Used != 0 || b.Held != 0)
        .Select(b => Row(
            "bucket", customer.Id, b.Grant.Id, Instant(b.Start), Instant(b.End), b.Granted, b.OverageAllowed, b.Used, b.Held));

    private static IEnumerable<string> Tallies(ModelCustomer customer) => customer.Tallies.All
        .Where(t => t.Used != 0 || t.Held != 0)
        .Select(t => Row(
            "tally", customer.Id, t.Meter, t.Scope, t.ScopeKey.Length == 0 ? "-" : t.ScopeKey, t.Period, t.WindowSeconds,
            Instant(t.Start), Instant(t.End), t.Used, t.Held));

    private static IEnumerable<string> Overruns(ModelCustomer customer) => customer.Units.Overruns
        .GroupBy(o => (o.Meter, o.Start, o.End)).Where(g => g.Sum(o => o.Units) != 0)
        .Select(g => Row(
            "overrun", customer.Id, g.Key.Meter, Instant(g.Key.Start), Instant(g.Key.End), g.Sum(o => o.Units)));

    private static IEnumerable<string> Holds(ModelCustomer customer) => customer.Holds.Values.Select(h => Row(
        "hold", customer.Id, h.Id, h.State.ToString().ToLowerInvariant(), Instant(h.ReservedAt), Instant(h.ExpiresAt),
        h.Event?.Id.ToString() ?? "-", h.Feature ?? "-", h.UserId?.ToString() ?? "-",
        Join(h.Lines.GroupBy(l => (l.Meter, l.Bucket))
            .OrderBy(g => g.Key.Meter, StringComparer.Ordinal).ThenBy(g => g.Key.Bucket.Grant.Id).ThenBy(g => g.Key.Bucket.Start)
            .Select(g => $"{g.Key.Meter}:{g.Key.Bucket.Grant.Id}:{Instant(g.Key.Bucket.Start)}:{Number(g.Sum(l => l.Units))}")),
        Counts(h.Tallies)));

    private static IEnumerable<string> Events(ModelCustomer customer) => customer.Ledger.Select(e => Row(
        "event", customer.Id, e.Id, e.Hold?.Id.ToString() ?? "-", e.Corrects?.Id.ToString() ?? "-", Instant(e.RecordedAt),
        Instant(e.OccurredAt), e.ClaimedAt is { } claimed ? Instant(claimed) : "-", e.Late ? "t" : "f", e.Feature ?? "-",
        e.UserId?.ToString() ?? "-", Numbers(e),
        Join(e.Lines.Where(l => l.Units != 0).GroupBy(l => (l.Meter, Overrun: l.Overrun is not null, l.Bucket))
            .OrderBy(g => g.Key.Meter, StringComparer.Ordinal).ThenBy(g => g.Key.Overrun)
            .ThenBy(g => g.Key.Bucket is not null).ThenBy(g => g.Key.Bucket?.Grant.Id).ThenBy(g => g.Key.Bucket?.Start)
            .Select(g => string.Join(':', g.Key.Meter,
                g.Key.Overrun ? "overrun" : g.Key.Bucket?.Grant.Id.ToString() ?? "-",
                g.Key.Bucket is { } bucket ? Instant(bucket.Start) : "-",
                Number(g.Sum(l => l.Units))))),
        Counts(e.Tallies)));

    /// <summary>What is of events in one row over all meters; quantities by meter. A correction is no event.</summary>
    private static IEnumerable<string> Rollups(ModelCustomer customer)
    {
        foreach (var (name, of) in ((string, Func<DateTimeOffset, DateTimeOffset>)[])
            [("day", at => at), ("month", ModelCalendar.MonthOf)])
        {
            foreach (var g in customer.Ledger.GroupBy(e => (Day: Day(of(e.OccurredAt)), Feature: e.Feature ?? "-")))
            {
                yield return Row(
                    name, customer.Id, g.Key.Day, "-", g.Key.Feature, g.Count(e => e.Corrects is null), 0, Numbers([.. g]));
                foreach (var line in g.SelectMany(e => e.Lines).GroupBy(l => l.Meter).Where(m => m.Sum(l => l.Units) != 0))
                    yield return Row(name, customer.Id, g.Key.Day, line.Key, g.Key.Feature, 0, line.Sum(l => l.Units));
            }
        }
    }

    private static IEnumerable<string> Keys(ModelCustomer customer) =>
    [
        .. customer.Keys.Select(k => Row(
            "key", customer.Id, "request", k.Key, k.Value.Hash, k.Value.Hold?.Id.ToString() ?? "-",
            k.Value.Event?.Id.ToString() ?? "-")),
        .. customer.Events.Keys.Select(e => Row("key", customer.Id, "event", e, "-", "-", e)),
    ];

    private static string? Counts(IReadOnlyList<(ModelTally Tally, long Units)> tallies) => Join(tallies
        .OrderBy(t => t.Tally.Meter, StringComparer.Ordinal).ThenBy(t => t.Tally.Scope, StringComparer.Ordinal)
        .ThenBy(t => t.Tally.Start)
        .Select(t => string.Join(':', t.Tally.Meter, t.Tally.Scope, Instant(t.Tally.Start), Number(t.Units))));

    private static string Numbers(params IReadOnlyList<ModelEvent> events) =>
        string.Join(' ', Enumerable.Range(0, 6).Select(i => Number(events.Sum(e => e.Numbers[i]))));

    private static string? Join(IEnumerable<string> parts) => string.Join(' ', parts) is { Length: > 0 } text ? text : null;

    private static string Row(params ReadOnlySpan<object?> cells)
    {
        var texts = new List<string>(cells.Length);
        foreach (var cell in cells)
        {
            if (cell is not null) texts.Add(cell is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : cell.ToString()!);
        }
        return string.Join(' ', texts);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
