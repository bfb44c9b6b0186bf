using Weir.Billing.Webhooks;
using Weir.Core.Billing;
using Weir.Proofs.Signatures;

namespace Weir.Billing.Tests.Webhooks;

public sealed class SignatureProofTests
{
    [Fact]
    public async Task No_mutant_is_let_in_and_none_makes_a_reader_throw()
    {
        var report = await SignatureProof.RunAsync(20_261, 8_000, null, TestContext.Current.CancellationToken);

        report.Samples.ShouldBeEmpty();
        report.Violations.ShouldBe(0);
        report.Count.ShouldBe(8_000);
        report.ByKind.Count.ShouldBe(16);
        report.AcceptedRight.ShouldBeGreaterThan(1_000);
        report.ByOutcome.Keys.ShouldContain("read with a fault");
        report.ByOutcome.Keys.ShouldContain("read");
    }

    /// <summary>Negative controls: the proof finds a check that has lost a guard.</summary>
    [Theory]
    [InlineData("signature")]
    [InlineData("tolerance")]
    [InlineData("case")]
    [InlineData("throws")]
    [InlineData("deaf")]
    public async Task Proof_notices_a_check_without_a_guard(string guard)
    {
        var report = await SignatureProof.RunAsync(
            7, 4_000, mutant => Broken(guard, mutant), null, TestContext.Current.CancellationToken);

        report.Violations.ShouldBeGreaterThan(0);
        report.Samples.ShouldNotBeEmpty();
    }

    private static SignatureVerdict Broken(string guard, SignatureMutant mutant)
    {
        var verdict = SignatureWorld.Check(mutant);
        return guard switch
        {
            "signature" when verdict == SignatureVerdict.Mismatch => SignatureVerdict.Valid,
            "tolerance" when verdict == SignatureVerdict.Stale => SignatureVerdict.Valid,
            "case" when mutant.Provider == BillingProvider.LemonSqueezy =>
                SignatureWorld.Check(mutant with { Header = mutant.Header.ToLowerInvariant() }),
            "throws" when mutant.Header.Length == 0 || mutant.Header[0] == '=' => throw new FormatException(),
            "deaf" when mutant.IsSigned => SignatureVerdict.Mismatch,
            _ => verdict,
        };
    }
}
