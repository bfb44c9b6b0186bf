using System.Security.Cryptography;
using System.Text;
using Weir.Billing.Stripe;
using Weir.Billing.Webhooks;

namespace Weir.Billing.Tests.Stripe;

public sealed class StripeSignatureTests
{
    private const string Secret = "whsec_first";
    private const string Next = "whsec_next";
    private static readonly byte[] s_body = """{"id":"evt_1","text":"Zoë"}"""u8.ToArray();
    private static readonly DateTimeOffset s_now = DateTimeOffset.FromUnixTimeSeconds(1_795_237_200);

    [Fact]
    public void A_signature_of_any_secret_in_force_is_valid()
    {
        Check(Header(Secret, 0)).ShouldBe(SignatureVerdict.Valid);
        Check(Header(Next, 0)).ShouldBe(SignatureVerdict.Valid);
        Check(Header(Secret, 0), Next).ShouldBe(SignatureVerdict.Mismatch);
        Check(Header(Secret, 0), []).ShouldBe(SignatureVerdict.Mismatch);
        Check(Header("", 0), "").ShouldBe(SignatureVerdict.Mismatch);
    }

    /// <summary>The digits that openssl gives for these bytes: no code of ours made them.</summary>
    [Fact]
    public void It_is_the_hmac_over_time_dot_body_with_the_whole_secret() =>
        StripeSignature.Check(
            "{}"u8, "t=1795237200,v1=e3cafb6fd5ef731532f0b45543f21c751db08e6cc3a39825fba1a640b6487761", ["whsec_known"], s_now)
            .ShouldBe(SignatureVerdict.Valid);

    [Theory]
    [InlineData(-301, SignatureVerdict.Stale)]
    [InlineData(-300, SignatureVerdict.Valid)]
    [InlineData(300, SignatureVerdict.Valid)]
    [InlineData(301, SignatureVerdict.Stale)]
    public void Its_time_may_be_300_s_from_ours(int seconds, SignatureVerdict expected)
    {
        Check(Header(Secret, seconds)).ShouldBe(expected);
        // A fraction of our second does not count.
        StripeSignature.Check(s_body, Header(Secret, seconds), [Secret], s_now.AddMilliseconds(999)).ShouldBe(expected);
    }

    [Fact]
    public void Any_of_several_signatures_will_do_and_other_schemes_are_not_looked_at()
    {
        var good = Digits(Secret, s_now.ToUnixTimeSeconds());
        var time = $"t={s_now.ToUnixTimeSeconds()}";
        Check($"{time},v1={new string('0', 64)},v1={good},v0=ff").ShouldBe(SignatureVerdict.Valid);
        Check($"v1={good},{time}").ShouldBe(SignatureVerdict.Valid);
        Check($"{time},v0={good}").ShouldBe(SignatureVerdict.Malformed);
        Check($"{time},v2={good},v1={new string('0', 64)}").ShouldBe(SignatureVerdict.Mismatch);
    }

    [Theory]
    [InlineData(null, SignatureVerdict.Missing)]
    [InlineData("", SignatureVerdict.Missing)]
    [InlineData("t={t}", SignatureVerdict.Malformed)]
    [InlineData("v1={good}", SignatureVerdict.Malformed)]
    [InlineData("t=,v1={good}", SignatureVerdict.Malformed)]
    [InlineData("t=now,v1={good}", SignatureVerdict.Malformed)]
    [InlineData("t=-{t},v1={good}", SignatureVerdict.Malformed)]
    [InlineData("t=+{t},v1={good}", SignatureVerdict.Malformed)]
    [InlineData("t= {t},v1={good}", SignatureVerdict.Malformed)]
    [InlineData("t={t}.0,v1={good}", SignatureVerdict.Malformed)]
    [InlineData("t=99999999999999999999,v1={good}", SignatureVerdict.Malformed)]
    [InlineData("t=9223372036854775807,v1={good}", SignatureVerdict.Stale)]
    [InlineData("t=2147483648,v1={good}", SignatureVerdict.Stale)]
    [InlineData("t=0,v1={good}", SignatureVerdict.Stale)]
    [InlineData("t={t},t={t},v1={good}", SignatureVerdict.Malformed)]
    [InlineData("T={t},v1={good}", SignatureVerdict.Malformed)]
    [InlineData("t={t};v1={good}", SignatureVerdict.Malformed)]
    [InlineData("t={t}, v1={good}", SignatureVerdict.Malformed)]
    [InlineData("t={t},V1={good}", SignatureVerdict.Malformed)]
    [InlineData("t={t},v1={GOOD}", SignatureVerdict.Mismatch)]
    [InlineData("t={t},v1={good}0", SignatureVerdict.Mismatch)]
    [InlineData("t={t},v1= {good}", SignatureVerdict.Mismatch)]
    [InlineData("t={t},v1={cut}", SignatureVerdict.Mismatch)]
    [InlineData("t={t},v1=", SignatureVerdict.Mismatch)]
    [InlineData("t=0{t},v1={good}", SignatureVerdict.Mismatch)]
    public void Other_spellings_are_refused(string? header, SignatureVerdict expected)
    {
        var second = s_now.ToUnixTimeSeconds();
        var good = Digits(Secret, second);
        Check(header?.Replace("{t}", $"{second}").Replace("{good}", good).Replace("{GOOD}", good.ToUpperInvariant())
            .Replace("{cut}", good[..63])).ShouldBe(expected);
    }

    [Fact]
    public void A_header_without_end_is_refused_unread()
    {
        var many = string.Concat(Enumerable.Repeat(",v1=" + new string('0', 64), 10_000));
        Check($"{Header(Secret, 0)}{many}").ShouldBe(SignatureVerdict.Malformed);
    }

    [Fact]
    public void A_changed_body_is_refused()
    {
        var header = Header(Secret, 0);
        StripeSignature.Check([.. s_body, (byte)' '], header, [Secret], s_now).ShouldBe(SignatureVerdict.Mismatch);
        StripeSignature.Check(s_body.AsSpan(1), header, [Secret], s_now).ShouldBe(SignatureVerdict.Mismatch);
        StripeSignature.Check([], header, [Secret], s_now).ShouldBe(SignatureVerdict.Mismatch);
        StripeSignature.Check([0xEF, 0xBB, 0xBF, .. s_body], header, [Secret], s_now).ShouldBe(SignatureVerdict.Mismatch);
    }

    private static SignatureVerdict Check(string? header, params string[] secrets) =>
        StripeSignature.Check(s_body, header, secrets is [] ? [] : secrets, s_now);

    private static SignatureVerdict Check(string? header) => Check(header, Secret, Next);

    private static string Header(string secret, int seconds)
    {
        var second = s_now.ToUnixTimeSeconds() + seconds;
        return $"t={second},v1={Digits(secret, second)}";
    }

    private static string Digits(string secret, long second) => Convert.ToHexStringLower(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.ASCII.GetBytes($"{second}."), .. s_body]));
}
