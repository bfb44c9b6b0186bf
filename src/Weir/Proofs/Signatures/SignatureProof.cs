using System.Collections.Concurrent;
using Weir.Billing.Webhooks;
using Weir.Core.Billing;

namespace Weir.Proofs.Signatures;

/// <summary>
/// Changes signed messages and their signatures: none that nobody signed is let in, none that is signed is refused, and
/// neither check nor reader throws or quotes a body.
/// </summary>
internal static class SignatureProof
{
    private const int ShardSize = 2_000;
    private const int MaxSamples = 10;

    private static readonly (string Name, int Weight, Func<Random, SignatureWorld, SignedMessage, SignatureMutant> Mutate)[] s_kinds =
    [
        ("body_bit", 12, (random, _, m) => WithBody(m, BodyMutations.FlipBit(random, m.Body))),
        ("body_insert", 6, (random, _, m) => WithBody(m, BodyMutations.Insert(random, m.Body))),
        ("body_delete", 6, (random, _, m) => WithBody(m, BodyMutations.Delete(random, m.Body))),
        ("body_truncate", 4, (random, _, m) => WithBody(m, BodyMutations.Truncate(random, m.Body))),
        ("body_repeat", 4, (random, _, m) => WithBody(m, BodyMutations.Repeat(random, m.Body))),
        ("body_value", 8, (random, _, m) => WithBody(m, BodyMutations.Value(random, m.Body))),
        ("body_of_another", 4, (random, world, m) => WithBody(m, Another(random, world).Body)),
        ("header_replace", 12, (random, _, m) => WithHeader(m, HeaderMutations.Replace(random, m.Header))),
        ("header_insert", 8, (random, _, m) => WithHeader(m, HeaderMutations.Insert(random, m.Header))),
        ("header_delete", 8, (random, _, m) => WithHeader(m, HeaderMutations.Delete(random, m.Header))),
        ("header_truncate", 4, (random, _, m) => WithHeader(m, HeaderMutations.Truncate(random, m.Header))),
        ("header_respell", 6, (random, _, m) => WithHeader(m, HeaderMutations.Respell(random, m.Header))),
        ("header_recombine", 6,
            (random, world, m) => WithHeader(m, HeaderMutations.Recombine(random, m.Header, Another(random, world).Header))),
        ("other_secret", 4, OtherSecret),
        ("other_time", 4, OtherTime),
        ("signed_noise", 24, SignedNoise),
    ];

    private static readonly int s_weight = s_kinds.Sum(kind => kind.Weight);

    /// <summary>Tries <paramref name="ops"/> messages on all processors; <paramref name="progress"/> hears how many are done.</summary>
    public static Task<SignatureProofReport> RunAsync(
        int seed, long ops, IProgress<long>? progress, CancellationToken cancellationToken) =>
        RunAsync(seed, ops, SignatureWorld.Check, progress, cancellationToken);

    /// <summary>The same against another check: how a test shows that the proof would notice a bad one.</summary>
    internal static async Task<SignatureProofReport> RunAsync(
        int seed, long ops, Func<SignatureMutant, SignatureVerdict> check, IProgress<long>? progress,
        CancellationToken cancellationToken)
    {
        var world = new SignatureWorld();
        var tally = new Tally();
        var done = 0L;
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForAsync(0, (int)((ops + ShardSize - 1) / ShardSize), parallel, (shard, _) =>
        {
            // A shard's draws hang on seed and number only, not on how many processors there are.
            var random = new Random(unchecked((seed * 1_000_003) + shard));
            var count = (int)Math.Min(ShardSize, ops - ((long)shard * ShardSize));
            for (var i = 0; i < count; i++) Try(random, world, check, tally);
            progress?.Report(Interlocked.Add(ref done, count));
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return tally.ToReport(seed);
    }

    private static void Try(Random random, SignatureWorld world, Func<SignatureMutant, SignatureVerdict> check, Tally tally)
    {
        var message = Another(random, world);
        var draw = random.Next(s_weight);
        var (name, _, mutate) = s_kinds.First(kind => (draw -= kind.Weight) < 0);
        var mutant = mutate(random, world, message);
        tally.Count(name);
        try
        {
            var verdict = check(mutant);
            if (world.IsGenuine(mutant) != (verdict == SignatureVerdict.Valid)) tally.Wrong(name, mutant, verdict);
            else if (verdict == SignatureVerdict.Valid) Read(name, mutant, tally);
            else tally.Outcome($"refused {verdict}");
        }
        catch (Exception exception)
        {
            tally.Threw(name, mutant, exception.GetType().Name);
        }
    }

    private static void Read(string name, SignatureMutant mutant, Tally tally)
    {
        tally.Right();
        var reading = SignatureWorld.Read(mutant);
        var text = $"{reading.Detail} {reading.Event?.Fault} {string.Join(' ', reading.Event?.Facts ?? [])}";
        if (text.Contains(SignatureWorld.Canary, StringComparison.Ordinal)) tally.Threw(name, mutant, "quoted the body");
        tally.Outcome(reading.Event switch
        {
            null => $"read {reading.Refusal}",
            { Fault: not null } => "read with a fault",
            { Facts.Count: 0 } => "read without facts",
            _ => "read",
        });
    }

    private static SignatureMutant OtherSecret(Random random, SignatureWorld world, SignedMessage message)
    {
        string[] secrets = ["whsec_of_the_prooF", "of_the_proof", "", "whsec_", "secret-of-the-proo", $"secret {random.Next()}"];
        return WithHeader(message, SignatureWorld.Sign(
            message.Provider, message.Body, message.Second, secrets[random.Next(secrets.Length)]).Header);
    }

    /// <summary>Stripe: signed by the right secret, at a time too far from ours. Lemon Squeezy signs no time.</summary>
    private static SignatureMutant OtherTime(Random random, SignatureWorld world, SignedMessage message)
    {
        if (message.Provider == BillingProvider.LemonSqueezy) return WithHeader(message, $"{message.Second}");
        var away = 301 + random.NextInt64(1L << random.Next(1, 40));
        var second = random.Next(2) == 0 ? SignatureWorld.Now + away : Math.Max(0, SignatureWorld.Now - away);
        return WithHeader(message, SignatureWorld.Sign(message.Provider, message.Body, second).Header);
    }

    private static SignatureMutant SignedNoise(Random random, SignatureWorld world, SignedMessage message)
    {
        var body = BodyMutations.Any(random, message.Body);
        if (random.Next(3) == 0 && body.Length > 1) body = BodyMutations.Value(random, message.Body);
        var signed = SignatureWorld.Sign(message.Provider, body, SignatureWorld.Now + random.Next(-300, 301));
        return new SignatureMutant(message.Provider, body, signed.Header, IsSigned: true);
    }

    private static SignedMessage Another(Random random, SignatureWorld world) =>
        world.Messages[random.Next(world.Messages.Count)];

    private static SignatureMutant WithBody(SignedMessage message, byte[] body) => new(message.Provider, body, message.Header);

    private static SignatureMutant WithHeader(SignedMessage message, string header) =>
        new(message.Provider, message.Body, header);

    private sealed class Tally
    {
        private readonly ConcurrentDictionary<string, long> _kinds = new();
        private readonly ConcurrentDictionary<string, long> _outcomes = new();
        private readonly ConcurrentQueue<string> _samples = new();
        private long _count, _acceptedWrong, _refusedWrong, _exceptions, _right;

        public void Count(string kind)
        {
            Interlocked.Increment(ref _count);
            _kinds.AddOrUpdate(kind, 1, (_, n) => n + 1);
        }

        public void Outcome(string outcome) => _outcomes.AddOrUpdate(outcome, 1, (_, n) => n + 1);

        public void Right() => Interlocked.Increment(ref _right);

        public void Wrong(string kind, SignatureMutant mutant, SignatureVerdict verdict)
        {
            if (verdict == SignatureVerdict.Valid) Interlocked.Increment(ref _acceptedWrong);
            else Interlocked.Increment(ref _refusedWrong);
            Sample($"{kind} was {verdict}", mutant);
        }

        public void Threw(string kind, SignatureMutant mutant, string what)
        {
            Interlocked.Increment(ref _exceptions);
            Sample($"{kind}: {what}", mutant);
        }

        public SignatureProofReport ToReport(int seed) => new(
            seed, _count, _acceptedWrong, _refusedWrong, _exceptions, _right, new SortedDictionary<string, long>(_kinds),
            new SortedDictionary<string, long>(_outcomes), [.. _samples]);

        private void Sample(string what, SignatureMutant mutant)
        {
            if (_samples.Count < MaxSamples)
                _samples.Enqueue($"{what}: {mutant.Provider} {mutant.Header} {Convert.ToBase64String(mutant.Body)}");
        }
    }
}
