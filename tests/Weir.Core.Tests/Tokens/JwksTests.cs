using System.Text;
using System.Text.Json.Nodes;
using Weir.Core.Tokens;
using Weir.Proofs.Tokens;

namespace Weir.Core.Tests.Tokens;

public sealed class JwksTests
{
    private static readonly ForgeWorld s_world =
        new("https://project.example.co/auth/v1", new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Unusable_keys_are_left_out_each_with_its_reason()
    {
        s_world.Keys.Count.ShouldBe(4);
        s_world.Keys.Skipped.Order().ShouldBe(
        [
            "algorithm_not_supported", "algorithm_not_supported", "curve_not_supported", "duplicate_kid",
            "duplicate_kid", "key_not_valid",
            "key_type_not_supported", "key_type_not_supported", "not_for_signatures", "not_for_verifying",
            "private_key_published", "rsa_size",
        ]);
    }

    public static TheoryData<string> NoSets =>
        ["", "null", "[]", "{}", "{\"keys\":{}}", "{\"keys\":null}", "{\"keys\":[]", "{\"keys\":[],\"keys\":[]}",
        "<html>", "{\"keys\":[]}x"];

    [Theory]
    [MemberData(nameof(NoSets))]
    public void What_is_no_key_set_is_none(string text) =>
        TokenKeySet.FromJwks(Encoding.UTF8.GetBytes(text)).ShouldBeNull();

    [Fact]
    public void Broken_keys_do_not_break_the_set()
    {
        foreach (var broken in new[]
        {
            "1", "null", "{}", "\"kid\"", "[]", """{"kty":"EC"}""", """{"kty":1,"kid":"a"}""",
            """{"kty":"EC","crv":"P-256","kid":"a","x":"AA","y":"AA"}""",
            """{"kty":"EC","crv":"P-256","kid":["a"],"x":"AA","y":"AA"}""",
            """{"kty":"RSA","kid":"a","n":"AQAB","e":"AQAB"}""", """{"kty":"RSA","kid":"a","n":"AQAB","e":1}""",
            """{"kty":"RSA","kid":"a","n":"*","e":"AQAB"}""", """{"kty":"EC","use":1}""",
            """{"kty":"EC","key_ops":"verify"}""",
            With(s_world.Rsa, "e", "AQ"), With(s_world.Rsa, "e", "Aw"), With(s_world.Rsa, "e", "AQAA"),
            With(s_world.Rsa, "e", "AAAAAAAAAQAB"), With(s_world.Rsa, "kid", ""), With(s_world.Current, "alg", 1),
            With(s_world.Current, "x", s_world.Standby.Jwk["x"]!.DeepClone()),
            With(s_world.Current, "kid", new string('k', 257)), With(s_world.Current, "x", new string('A', 43)),
            With(s_world.Current, "crv", "secp256k1"),
        })
        {
            var set =
                TokenKeySet.FromJwks(Encoding.UTF8.GetBytes($$"""{"keys":[{{broken}},{{s_world.Standby.Jwk.ToJsonString()}}]}"""));
            set!.Count.ShouldBe(1, broken);
            set.Contains("es-standby").ShouldBeTrue();
            set.Skipped.Count.ShouldBe(1);
        }
    }

    [Fact]
    public void Token_without_kid_needs_a_set_of_exactly_one_key()
    {
        var header = ForgeWorld.Header(s_world.Current);
        header.Remove("kid");
        var token = s_world.Sign(s_world.Current, header: header);

        Verify(token, s_world.Current.Jwk).ShouldBe(TokenFailure.None);
        Verify(token, s_world.Current.Jwk, s_world.Standby.Jwk).ShouldBe(TokenFailure.KeyIdMissing);
        // The other one cannot be used, but the token may have meant it.
        Verify(token, s_world.Current.Jwk, s_world.Unusable.Secret.Jwk).ShouldBe(TokenFailure.KeyIdMissing);
        Verify(token).ShouldBe(TokenFailure.KeyIdMissing);
        Verify(s_world.Sign(s_world.Current), s_world.Standby.Jwk).ShouldBe(TokenFailure.UnknownKey);
    }

    [Fact]
    public void Shared_secret_serves_HS256_and_nothing_else()
    {
        var secret = new string('s', 32);
        var hmac = ForgeKey.Hmac("some-id", Encoding.UTF8.GetBytes(secret));
        var keys = TokenKeySet.FromSharedSecret(secret);

        Check(s_world.Sign(hmac)).ShouldBe(TokenFailure.None);
        Check(s_world.Sign(ForgeKey.Hmac(null, Encoding.UTF8.GetBytes(secret)))).ShouldBe(TokenFailure.None);
        Check(s_world.Sign(ForgeKey.Hmac(null, Encoding.UTF8.GetBytes(secret + "t"))))
            .ShouldBe(TokenFailure.SignatureWrong);
        Check(s_world.Sign(s_world.Current)).ShouldBe(TokenFailure.AlgorithmNotAllowed);
        Should.Throw<ArgumentException>(() => TokenKeySet.FromSharedSecret(secret[1..]));

        TokenFailure Check(string token) => TokenVerifier.Verify(token, keys, s_world.Policy, s_world.Now).Failure;
    }

    [Theory]
    [InlineData("aal1", 2, TokenFailure.AssuranceTooLow)]
    [InlineData("aal2", 2, TokenFailure.None)]
    [InlineData(null, 1, TokenFailure.AssuranceTooLow)]
    [InlineData("aal3", 2, TokenFailure.None)]
    public void Policy_may_ask_for_a_second_factor(string? level, int least, TokenFailure expected)
    {
        var claims = s_world.Claims();
        if (level is null) claims.Remove("aal");
        else claims["aal"] = level;

        TokenVerifier.Verify(s_world.Sign(s_world.Current, claims), s_world.Keys,
            s_world.Policy with { MinAssuranceLevel = least }, s_world.Now)
            .Failure.ShouldBe(expected);
    }

    [Fact]
    public void Skew_is_bounded_by_the_policy()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new TokenPolicy("x") { ClockSkew = TimeSpan.FromSeconds(31) });
        var strict = s_world.Policy with { ClockSkew = TimeSpan.Zero };
        var claims = s_world.Claims();
        claims["iat"] = s_world.Now.ToUnixTimeSeconds() - 10;
        claims["exp"] = s_world.Now.ToUnixTimeSeconds();
        var token = s_world.Sign(s_world.Current, claims);

        TokenVerifier.Verify(token, s_world.Keys, strict, s_world.Now).Failure.ShouldBe(TokenFailure.None);
        TokenVerifier.Verify(token, s_world.Keys, strict,
            s_world.Now.AddMilliseconds(1)).Failure.ShouldBe(TokenFailure.Expired);
        TokenVerifier.Verify(token, s_world.Keys, s_world.Policy,
            s_world.Now.AddSeconds(30)).Failure.ShouldBe(TokenFailure.None);
        TokenVerifier.Verify(token, s_world.Keys, s_world.Policy,
            s_world.Now.AddSeconds(31)).Failure.ShouldBe(TokenFailure.Expired);
    }

    [Fact]
    public async Task One_key_serves_many_threads()
    {
        var accepted = 0;
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = 16,
            CancellationToken = TestContext.Current.CancellationToken,
        };
        await Parallel.ForAsync(0, 2_000, options, (i, _) =>
        {
            if (s_world.Verify(s_world.Shapes[i % 4].Text).IsValid) Interlocked.Increment(ref accepted);
            s_world.Verify(s_world.Sign(s_world.Attacker)).IsValid.ShouldBeFalse();
            return ValueTask.CompletedTask;
        });

        accepted.ShouldBe(2_000);
    }

    [Fact]
    public void Failures_map_to_the_codes_of_the_contract_and_have_names()
    {
        foreach (var failure in Enum.GetValues<TokenFailure>().Where(f => f != TokenFailure.None))
        {
            failure.ToErrorCode().ShouldBe(failure == TokenFailure.Expired ? Core.Errors.ErrorCode.TokenExpired
                : Core.Errors.ErrorCode.InvalidToken);
        }
        TokenFailure.KeyNotForAlgorithm.Name().ShouldBe("key_not_for_algorithm");
    }

    private static TokenFailure Verify(string token, params JsonObject[] jwks)
    {
        var set = new JsonObject { ["keys"] = new JsonArray([.. jwks.Select(j => j.DeepClone())]) };
        return TokenVerifier.Verify(token, TokenKeySet.FromJwks(Encoding.UTF8.GetBytes(set.ToJsonString()))!,
            s_world.Policy, s_world.Now).Failure;
    }

    private static string With(ForgeKey key, string member, JsonNode value)
    {
        var jwk = (JsonObject)key.Jwk.DeepClone();
        jwk[member] = value;
        return jwk.ToJsonString();
    }
}
