using Weir.Billing.LemonSqueezy;
using Weir.Billing.Webhooks;

namespace Weir.Billing.Tests.LemonSqueezy;

public sealed class LemonSqueezySignatureTests
{
    private const string Secret = "known-secret";

    // The digits that openssl gives for {}: no code of ours made them.
    private const string Good = "b6a2cfaddbc6861c903626639ca9f3e3db2fb52c6296fec652f3808e8ef60ab3";

    [Fact]
    public void A_signature_of_any_secret_in_force_is_valid()
    {
        Check(Good, Secret).ShouldBe(SignatureVerdict.Valid);
        Check(Good, "other-secret", Secret).ShouldBe(SignatureVerdict.Valid);
        Check(Good, "other-secret").ShouldBe(SignatureVerdict.Mismatch);
        Check(Good).ShouldBe(SignatureVerdict.Mismatch);
        // HMAC with an empty key is what anybody can make.
        Check("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad", "").ShouldBe(SignatureVerdict.Mismatch);
    }

    [Fact]
    public void Other_spellings_are_refused()
    {
        Check(null, Secret).ShouldBe(SignatureVerdict.Missing);
        Check("", Secret).ShouldBe(SignatureVerdict.Missing);
        Check(Good[..63], Secret).ShouldBe(SignatureVerdict.Malformed);
        Check(Good + "0", Secret).ShouldBe(SignatureVerdict.Malformed);
        Check("sha256=" + Good, Secret).ShouldBe(SignatureVerdict.Malformed);
        Check($"{Good},{Good}", Secret).ShouldBe(SignatureVerdict.Malformed);
        Check(Good.ToUpperInvariant(), Secret).ShouldBe(SignatureVerdict.Mismatch);
        Check(Good.Replace('b', 'é'), Secret).ShouldBe(SignatureVerdict.Mismatch);
        Check(Good[..62] + "\ud83d\ude00", Secret).ShouldBe(SignatureVerdict.Mismatch);
    }

    [Fact]
    public void A_changed_body_is_refused()
    {
        LemonSqueezySignature.Check("{} "u8, Good, [Secret]).ShouldBe(SignatureVerdict.Mismatch);
        LemonSqueezySignature.Check("{"u8, Good, [Secret]).ShouldBe(SignatureVerdict.Mismatch);
        LemonSqueezySignature.Check([], Good, [Secret]).ShouldBe(SignatureVerdict.Mismatch);
    }

    private static SignatureVerdict Check(string? header, params string[] secrets) =>
        LemonSqueezySignature.Check("{}"u8, header, secrets);
}
