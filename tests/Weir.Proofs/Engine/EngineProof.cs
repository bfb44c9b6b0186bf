using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Weir.Proofs.Engine.Scripts;
using Weir.Proofs.Protocol;

namespace Weir.Proofs.Engine;

/// <summary>
/// Random scripts on the engine and on its model, on several databases at once. A script hangs on its seed alone, and the
/// scripts of a run have seeds in a row: the one that fails is the first of a run of its own.
/// </summary>
internal static class EngineProof
{
    private const int Size = 50;
    private static readonly TimeSpan s_shrinking = TimeSpan.FromMinutes(2);

    /// <param name="seed">Of the first script.</param>
    /// <param name="operations">How many, at least: the last scripts are played to their end.</param>
    /// <param name="workers">Databases at once.</param>
    /// <param name="alteration">SQL that spoils the engine first: how a test shows that the proof would notice.</param>
    /// <param name="progress">Hears how many are done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ProofResult> RunAsync(
        int seed, long operations, int workers, string? alteration, IProgress<long>? progress,
        CancellationToken cancellationToken)
    {
        var run = new Run(operations, alteration, progress) { Next = seed };
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(
            () => WorkAsync(run, cancellationToken), cancellationToken)));
        return new ProofResult(run.Done, run.Failures.Count, new SortedDictionary<string, long>(run.Counts), [.. run.Failures]);
    }

    private static async Task WorkAsync(Run run, CancellationToken cancellationToken)
    {
        await using var engine = await EngineUnderTest.StartAsync(run.Alteration, cancellationToken);
        while (Interlocked.Read(ref run.Done) < run.Wanted && run.Failures.IsEmpty)
        {
            var seed = (Interlocked.Increment(ref run.Next) - 1) & int.MaxValue;
            var arbitrary = ScriptGenerator.Scripts(seed);
            var script = arbitrary.Generator.Sample(1, new Rnd((ulong)seed), Size).Single();
            var failure = await ScriptPlay.RunAsync(engine, script, run.Answered, cancellationToken);
            run.Count(script);
            if (failure is not null) run.Failures.Enqueue(await ShrinkAsync(engine, arbitrary, script, failure, cancellationToken));
            var done = Interlocked.Add(ref run.Done, script.Operations);
            run.Progress?.Report(done);
        }
        if (!run.Failures.IsEmpty) return;
        foreach (var violation in await engine.AuditAsync(cancellationToken)) run.Failures.Enqueue($"audit: {violation}");
    }

    /// <summary>The smallest script found that fails too, and how.</summary>
    private static async Task<string> ShrinkAsync(
        EngineUnderTest engine, Arbitrary<Script> arbitrary, Script script, string failure, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var (best, why, tried) = (script, failure, 0);
        for (var smaller = true; smaller;)
        {
            smaller = false;
            foreach (var candidate in arbitrary.Shrinker(best))
            {
                if (Stopwatch.GetElapsedTime(started) > s_shrinking) break;
                tried++;
                if (await ScriptPlay.RunAsync(engine, candidate, null, cancellationToken) is not { } fails) continue;
                (best, why, smaller) = (candidate, fails, true);
                break;
            }
        }
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{why}\n  the script, {best.Steps.Length} of {script.Steps.Length} steps after {tried} tries: {best}\n  again: ./weir prove engine --seed {script.Seed} --ops 1");
    }

    private sealed class Run(long wanted, string? alteration, IProgress<long>? progress)
    {
        public int Next;
        public long Done;

        public long Wanted => wanted;

        public string? Alteration => alteration;

        public IProgress<long>? Progress => progress;

        public ConcurrentQueue<string> Failures { get; } = [];

        public ConcurrentDictionary<string, long> Counts { get; } = [];

        public void Count(Script script)
        {
            Add("scripts", 1);
            foreach (var step in script.Steps) Add(step.GetType().Name.ToLowerInvariant(), 1);
        }

        public void Answered(string what) => Add(what, 1);

        private void Add(string name, long count) => Counts.AddOrUpdate(name, count, (_, n) => n + count);
    }
}
