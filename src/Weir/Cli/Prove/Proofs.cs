using Weir.Proofs.Signatures;
using Weir.Proofs.Tokens;

namespace Weir.Cli.Prove;

/// <summary>All proofs, in the order in which they run.</summary>
internal static class Proofs
{
    public static IReadOnlyList<Proof> All { get; } =
    [
        new Proof(
            "tokens", "No mutation of a valid token is let in, and none makes the verifier fail.", 1_000_000,
            TokensAsync),
        new Proof(
            "signatures",
            "No webhook message that its provider did not sign is let in, and none that it signed makes a reader fail.", 500_000,
            SignaturesAsync),
        new Proof(
            "engine",
            "Random operations on the engine give the answers, balances and rows of a model written a second time.", 1_000_000,
            (request, progress, cancellation) => DatabaseProof.RunAsync("engine", request, progress, cancellation)),
        new Proof(
            "races",
            "Two servers race on few customers while connections are cut, they are killed, and PostgreSQL is: no rule is "
            + "ever broken, and what was acknowledged is there once.", 100_000,
            (request, progress, cancellation) => DatabaseProof.RunAsync("races", request, progress, cancellation)),
        new Proof(
            "periods",
            "In every time zone days and months tile the time from 2000 to 2060, and are those of a second implementation.",
            5_000_000,
            (request, progress, cancellation) => DatabaseProof.RunAsync("periods", request, progress, cancellation)),
        new Proof(
            "webhooks",
            "Whatever order webhooks come in, however often, and however many work on them: the outcome is that of their own order.",
            100_000,
            (request, progress, cancellation) => DatabaseProof.RunAsync("webhooks", request, progress, cancellation)),
    ];

    private static async Task<ProofOutcome> TokensAsync(
        ProofRequest request, IProgress<long> progress, CancellationToken cancellationToken)
    {
        var report = await TokenProof.RunAsync(request.Seed, request.Operations, progress, cancellationToken);
        var counts = report.ByKind.ToDictionary(kind => $"mutation {kind.Key}", kind => kind.Value)
            .Concat(report.ByFailure.ToDictionary(failure => $"refused {failure.Key}", failure => failure.Value))
            .Append(new("genuine after all", report.AcceptedRight))
            .ToDictionary();
        return new ProofOutcome(report.Count, report.AcceptedWrong + report.Exceptions, counts, report.Samples);
    }

    private static async Task<ProofOutcome> SignaturesAsync(
        ProofRequest request, IProgress<long> progress, CancellationToken cancellationToken)
    {
        var report = await SignatureProof.RunAsync(request.Seed, request.Operations, progress, cancellationToken);
        var counts = report.ByKind.ToDictionary(kind => $"mutation {kind.Key}", kind => kind.Value)
            .Concat(report.ByOutcome)
            .Append(new("signed after all", report.AcceptedRight))
            .ToDictionary();
        return new ProofOutcome(report.Count, report.Violations, counts, report.Samples);
    }
}
