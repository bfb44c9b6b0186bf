using Weir.Core.Tokens;
using Weir.Proofs.Tokens;

namespace Weir.Core.Tests.Tokens;

public sealed class TokenProofTests
{
    [Fact]
    public async Task No_mutant_is_let_in_and_none_makes_the_verifier_throw()
    {
        var report = await TokenProof.RunAsync(20_261, 6_000, null, TestContext.Current.CancellationToken);

        report.Samples.ShouldBeEmpty();
        report.Holds.ShouldBeTrue();
        report.Count.ShouldBe(6_000);
        report.ByKind.Count.ShouldBe(16);
        report.AcceptedRight.ShouldBeInRange(10, 300);
    }

    /// <summary>Negative controls: the proof finds a verifier that has lost a guard.</summary>
    [Theory]
    [InlineData("signature")]
    [InlineData("algorithm")]
    [InlineData("spelling")]
    [InlineData("throws")]
    public async Task Proof_notices_a_verifier_without_a_guard(string guard)
    {
        var report = await TokenProof.RunAsync(
            7, 4_000, (world, token) => Broken(guard, world, token), null, TestContext.Current.CancellationToken);

        report.Holds.ShouldBeFalse();
        report.Samples.ShouldNotBeEmpty();
    }

    private static TokenVerdict Broken(string guard, ForgeWorld world, string token)
    {
        var verdict = world.Verify(token);
        return guard switch
        {
            "signature" when verdict.Failure == TokenFailure.SignatureWrong => Accepted,
            "algorithm" when verdict.Failure == TokenFailure.AlgorithmNotAllowed => Accepted,
            "spelling" when verdict.Failure == TokenFailure.NotCanonical => Accepted,
            "throws" when verdict.Failure == TokenFailure.PayloadNotJson => throw new InvalidOperationException(),
            _ => verdict,
        };
    }

    private static TokenVerdict Accepted =>
        new(TokenFailure.None, new TokenClaims(Guid.CreateVersion7(), null, null, false, false, 0, default, default));
}
