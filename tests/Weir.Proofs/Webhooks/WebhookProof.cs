using Weir.Proofs.Protocol;
using Weir.Testing;

namespace Weir.Proofs.Webhooks;

/// <summary>
/// Webhooks in any order, with repeats: all orders of four life cycles and many shuffles of random histories in the pure fold,
/// and a hundredth as many histories through PostgreSQL.
/// </summary>
internal static class WebhookProof
{
    private const int MaxSamples = 10;
    private const int Together = 20;

    public static async Task<ProofResult> RunAsync(
        int seed, long operations, IProgress<long> progress, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var customer = Guid.CreateVersion7();
        var wrong = new List<string>();
        WebhookHistory[] cycles =
        [
            LifeCycles.Stripe(customer), LifeCycles.StripeDispute(customer, isLost: true),
            LifeCycles.StripeDispute(customer, isLost: false), LifeCycles.LemonSqueezy(customer),
        ];
        foreach (var cycle in cycles) wrong.AddRange(PureWebhookProof.AllOrders(cycle, random));
        var orders = cycles.Sum(cycle => Orders.All(cycle.Messages.Count).LongCount());

        var histories = new RandomHistories(random);
        for (var done = 0L; done < operations; done++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (PureWebhookProof.Shuffle(histories.Create("h", 5 + random.Next(60)), random) is { } sample) wrong.Add(sample);
            progress.Report(done);
        }
        var stored = (operations + 99) / 100;
        wrong.AddRange(await StoreAsync(seed, stored, new Shift(progress, operations), cancellationToken));
        return new ProofResult(
            orders + operations + stored, wrong.Count,
            new Dictionary<string, long>
            {
                ["orders of a life cycle"] = orders,
                ["shuffled histories"] = operations,
                ["histories through PostgreSQL"] = stored,
            },
            [.. wrong.Take(MaxSamples)]);
    }

    /// <summary>Histories through a database, some at a time, at a random instant each time.</summary>
    public static async Task<IReadOnlyList<string>> StoreAsync(
        int seed, long count, IProgress<long> progress, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var histories = new RandomHistories(random);
        var time = new ManualTime(LifeCycles.Start);
        await using var database = await WebhookShop.CreateDatabaseAsync(cancellationToken);
        var stored = new WebhookDatabase(database, time);
        var wrong = new List<string>();
        for (var done = 0L; done < count; done += Together)
        {
            // Never back: plans are rows of their time.
            time.Advance(TimeSpan.FromHours(random.Next(1, 48)));
            var some = Enumerable.Range(0, (int)Math.Min(Together, count - done))
                .Select(i => $"{done + i}")
                .Select(name => (Name: name, History: Choose(name, random, histories)))
                .Select(one => (one.Name, one.History, Orders.WithRepeats(
                    Orders.Shuffled(one.History.Messages.Count, random), random)))
                .ToList();
            wrong.AddRange(await stored.RunAsync(some, cancellationToken));
            progress.Report(done);
        }
        return wrong;
    }

    private static WebhookHistory Choose(string name, Random random, RandomHistories histories) => random.Next(4) switch
    {
        2 => LifeCycles.StripeDispute(Guid.CreateVersion7(), random.Next(2) == 0, name),
        0 => LifeCycles.Stripe(Guid.CreateVersion7(), name),
        1 => LifeCycles.LemonSqueezy(Guid.CreateVersion7(), name),
        _ => histories.Create(name, 5 + random.Next(30)),
    };

    private sealed class Shift(IProgress<long> inner, long by) : IProgress<long>
    {
        public void Report(long value) => inner.Report(by + value);
    }
}
