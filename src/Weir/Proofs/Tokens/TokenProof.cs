using System.Collections.Concurrent;
using Weir.Core.Tokens;

namespace Weir.Proofs.Tokens;

/// <summary>
/// Mutates valid tokens and asserts that the verifier lets none of them in and never throws. A mutant that came out as
/// one of the valid tokens again is none, and is drawn anew; one that a second reader finds genuine may be let in.
/// </summary>
internal static class TokenProof
{
    private const int ShardSize = 2_000;
    private const int MaxSamples = 10;

    private static readonly (string Name, int Weight, Func<Random, ForgeWorld, ValidToken, Mutant> Mutate)[] s_kinds =
    [
        ("replace", 16, TextMutations.Replace),
        ("flip_bit", 16, TextMutations.FlipBit),
        ("insert", 8, TextMutations.Insert),
        ("delete", 8, TextMutations.Delete),
        ("truncate", 4, TextMutations.Truncate),
        ("duplicate_span", 4, TextMutations.DuplicateSpan),
        ("swap", 4, TextMutations.SwapSpans),
        ("recombine", 8, TextMutations.Recombine),
        ("reshape", 4, TextMutations.Reshape),
        ("respell", 8, TextMutations.Respell),
        ("new_header", 6, StructureMutations.NewHeader),
        ("new_payload", 6, StructureMutations.NewPayload),
        ("foreign_key", 3, StructureMutations.ForeignKey),
        ("malleate", 1, StructureMutations.Malleate),
        ("wrong_claim", 2, StructureMutations.WrongClaim),
        ("signed_noise", 2, StructureMutations.SignedNoise),
    ];

    private static readonly int s_weight = s_kinds.Sum(k => k.Weight);

    /// <summary>
    /// Tries <paramref name="ops"/> mutants on all processors; <paramref name="progress"/> hears how many are done.
    /// </summary>
    public static Task<TokenProofReport> RunAsync(
        int seed, long ops, IProgress<long>? progress, CancellationToken cancellationToken) =>
        RunAsync(seed, ops, (world, token) => world.Verify(token), progress, cancellationToken);

    /// <summary>The same against another verifier: how a test shows that the proof would notice a bad one.</summary>
    internal static async Task<TokenProofReport> RunAsync(
        int seed,
        long ops,
        Func<ForgeWorld, string, TokenVerdict> verify,
        IProgress<long>? progress,
        CancellationToken cancellationToken)
    {
        var world = new ForgeWorld("https://project.example.co/auth/v1", DateTimeOffset.UnixEpoch.AddYears(56));
        var valid = world.Shapes.Select(s => s.Text).ToHashSet(StringComparer.Ordinal);
        var tally = new Tally();
        var shards = (int)((ops + ShardSize - 1) / ShardSize);
        var done = 0L;
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForAsync(0, shards, parallel, (shard, _) =>
        {
            // A shard's draws hang on seed and number only, not on how many processors there are.
            var random = new Random(unchecked((seed * 1_000_003) + shard));
            var count = (int)Math.Min(ShardSize, ops - ((long)shard * ShardSize));
            for (var i = 0; i < count; i++) Try(random, world, valid, verify, tally);
            progress?.Report(Interlocked.Add(ref done, count));
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return tally.ToReport(seed);
    }

    private static void Try(
        Random random,
        ForgeWorld world,
        HashSet<string> valid,
        Func<ForgeWorld, string, TokenVerdict> verify,
        Tally tally)
    {
        var (kind, mutant) = Draw(random, world);
        while (valid.Contains(mutant.Text)) (kind, mutant) = Draw(random, world);
        TokenVerdict verdict;
        try
        {
            verdict = verify(world, mutant.Text);
        }
        catch (Exception exception)
        {
            tally.Threw(kind, mutant.Text, exception);
            return;
        }
        if (!verdict.IsValid) tally.Refused(kind, verdict.Failure);
        else if (mutant.IsGenuine?.Invoke() == true) tally.Genuine(kind);
        else tally.Wrong(kind, mutant.Text);
    }

    private static (string Kind, Mutant Mutant) Draw(Random random, ForgeWorld world)
    {
        var token = world.Shapes[random.Next(world.Shapes.Count)];
        var draw = random.Next(s_weight);
        foreach (var (name, weight, mutate) in s_kinds)
        {
            draw -= weight;
            if (draw < 0) return (name, mutate(random, world, token));
        }
        throw new InvalidOperationException("The weights do not add up.");
    }

    private sealed class Tally
    {
        private readonly ConcurrentDictionary<string, long> _kinds = new();
        private readonly ConcurrentDictionary<TokenFailure, long> _failures = new();
        private readonly ConcurrentQueue<string> _samples = new();
        private long _count, _wrong, _exceptions, _genuine;

        public void Refused(string kind, TokenFailure failure)
        {
            Count(kind);
            _failures.AddOrUpdate(failure, 1, (_, n) => n + 1);
        }

        public void Genuine(string kind)
        {
            Count(kind);
            Interlocked.Increment(ref _genuine);
        }

        public void Wrong(string kind, string token)
        {
            Count(kind);
            Interlocked.Increment(ref _wrong);
            Sample($"{kind} let in: {token}");
        }

        public void Threw(string kind, string token, Exception exception)
        {
            Count(kind);
            Interlocked.Increment(ref _exceptions);
            Sample($"{kind} threw {exception.GetType().Name}: {token}");
        }

        public TokenProofReport ToReport(int seed) => new(seed, _count, _wrong, _exceptions, _genuine,
            new SortedDictionary<string, long>(_kinds),
            new SortedDictionary<string, long>(_failures.ToDictionary(f => f.Key.Name(), f => f.Value)),
            [.. _samples]);

        private void Count(string kind)
        {
            Interlocked.Increment(ref _count);
            _kinds.AddOrUpdate(kind, 1, (_, n) => n + 1);
        }

        private void Sample(string text)
        {
            if (_samples.Count < MaxSamples) _samples.Enqueue(text);
        }
    }
}
