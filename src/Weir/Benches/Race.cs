using Weir.Benches.Cluster;
using Weir.Benches.Load;

namespace Weir.Benches;

/// <summary>
/// The end of a run: all clients race for the last units of some customers, holding more than they use so that units come
/// back, until nobody gets one. A limit is tight only here, and selling one unit too many shows.
/// </summary>
internal static class Race
{
    private const int Units = 2_000;

    public static async Task<RaceResult> RunAsync(
        Shape shape, int seed, BenchDatabase database, Func<LoadPlan, Task<LoadReport>> load,
        CancellationToken cancellationToken)
    {
        var customers = Math.Min(shape.Customers, BenchDatabase.RaceCustomers);
        var granted = await database.GrantRaceAsync(customers, Units / customers, cancellationToken);
        var report = await load(new LoadPlan
        {
            Mode = LoadMode.Race,
            Clients = shape.Clients,
            Customers = customers,
            FirstCustomer = BenchCustomers.FirstOfRace,
            Meter = BenchCatalog.RaceMeter,
            Seed = seed,
        });
        var inBooks = await database.OversoldAsync(BenchCustomers.FirstOfRace, customers, cancellationToken);
        return Judge(granted, report.UnitsSold, inBooks);
    }

    /// <summary>Units too many, by what callers were told or by what the books say, whichever is worse.</summary>
    public static RaceResult Judge(long granted, long sold, long oversoldInBooks) =>
        new(granted, sold, Math.Max(Math.Max(sold - granted, 0), oversoldInBooks));
}
