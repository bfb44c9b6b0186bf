using System.Globalization;
using Weir.Proofs.Engine.Comparison;
using Weir.Proofs.Engine.Model;

namespace Weir.Proofs.Engine;

/// <summary>
/// The amounts of a bucket and the ends of a tally are fixed when it is first touched, and what touches it is the engine's own
/// business (a refused call may). Where that matters, the model takes over which ones there are.
/// </summary>
internal static class ModelTouch
{
    /// <summary>Before the amounts, or the anchor, of anything change.</summary>
    public static async Task AllAsync(ModelCustomer customer, EngineUnderTest engine, CancellationToken cancellationToken)
    {
        await BucketsAsync(customer, engine, cancellationToken);
        foreach (var row in await engine.TalliesAsync(customer.Id, cancellationToken))
        {
            var cells = row.Split(' ');
            var tally = new ModelTally
            {
                Meter = cells[0],
                Scope = cells[1],
                Period = cells[2],
                WindowSeconds = int.Parse(cells[3], CultureInfo.InvariantCulture),
                Start = Instant(cells[4]),
                End = Instant(cells[5]),
                ScopeKey = cells[6],
            };
            var known = customer.Tallies.All.Any(t => t.Meter == tally.Meter && t.Scope == tally.Scope && t.Period == tally.Period
                && t.WindowSeconds == tally.WindowSeconds && t.Start == tally.Start && t.ScopeKey == tally.ScopeKey);
            if (!known) customer.Tallies.All.Add(tally);
        }
    }

    /// <summary>After a customer was touched: where a grant inherits, what it inherits is fixed by then.</summary>
    public static Task AfterAsync(ModelCustomer customer, EngineUnderTest engine, CancellationToken cancellationToken) =>
        customer.Units.Grants.Exists(g => HasForerunner(customer, g))
            ? BucketsAsync(customer, engine, cancellationToken)
            : Task.CompletedTask;

    private static async Task BucketsAsync(ModelCustomer customer, EngineUnderTest engine, CancellationToken cancellationToken)
    {
        var grants = customer.Units.Grants.ToDictionary(g => g.Id);
        foreach (var row in await engine.BucketsAsync(customer.Id, cancellationToken))
        {
            var cells = row.Split(' ');
            var (grant, start) = (grants[Guid.Parse(cells[0])], Instant(cells[1]));
            if (grant.Buckets.ContainsKey(start)) continue;
            var bucket = customer.Units.BucketAt(grant, start == ModelCalendar.Always ? grant.AnchorAt : start);
            var (granted, overage) = (Number(cells[2]), Number(cells[3]));
            if (bucket.Start != start
                || (!HasForerunner(customer, grant) && (bucket.Granted != granted || bucket.OverageAllowed != overage)))
            {
                throw new ScriptFailure(
                    $"a bucket that the model would make with {bucket.Granted} and {bucket.OverageAllowed} from {ModelRows.Instant(bucket.Start)}: {row}");
            }
            (bucket.Granted, bucket.OverageAllowed) = (granted, overage);
            ModelUnits.Touch(bucket);
        }
    }

    private static bool HasForerunner(ModelCustomer customer, ModelGrant grant) => grant.Subscription is not null
        && customer.Units.Grants.Exists(g => g.Subscription is not null && g.Meter == grant.Meter && g.Period == grant.Period
            && g.AnchorAt == grant.AnchorAt && g.EffectiveAt < grant.EffectiveAt);

    private static long Number(string cell) => long.Parse(cell, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string cell) => cell switch
    {
        "always" => ModelCalendar.Always,
        "never" => ModelCalendar.Never,
        _ => DateTimeOffset.Parse(cell + "Z", CultureInfo.InvariantCulture),
    };
}
