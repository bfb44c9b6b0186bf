using System.Buffers.Text;
using Weir.Core.Tests.Tokens.Forgeries;
using Weir.Core.Tokens;
using Weir.Proofs.Tokens;

namespace Weir.Core.Tests.Tokens;

public sealed class ForgeryTests
{
    private static readonly ForgeWorld s_world =
        new("https://project.example.co/auth/v1", new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public static TheoryData<Forgery> Forgeries => [.. ForgeryMatrix.Of(s_world)];

    public static TheoryData<string> ShapeNames => [.. s_world.Shapes.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public void Forgery_is_refused_by_the_check_that_is_meant_for_it(Forgery forgery)
    {
        var verdict = s_world.Verify(forgery.Token);

        verdict.Failure.ShouldBe(forgery.Expected);
        verdict.Claims.ShouldBeNull();
        verdict.IsValid.ShouldBeFalse();
    }

    [Fact]
    public void Matrix_is_as_large_as_it_claims_and_names_no_case_twice()
    {
        var forgeries = ForgeryMatrix.Of(s_world);

        forgeries.Count.ShouldBeGreaterThan(400);
        forgeries.Select(f => f.Name).Distinct().Count().ShouldBe(forgeries.Count);
        forgeries.Select(f => f.Expected).Distinct().Order()
            .ShouldBe(Enum.GetValues<TokenFailure>().Except([TokenFailure.None, TokenFailure.AssuranceTooLow]).Order());
    }

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public void Genuine_shape_is_let_in(string name)
    {
        var verdict = s_world.Verify(s_world.Shapes.Single(s => s.Name == name).Text);

        verdict.Failure.ShouldBe(TokenFailure.None);
        verdict.Claims!.UserId.ShouldBe(Guid.Parse("0d6f1c1e-8a52-4f0b-9a3e-3c9f2b7a1d55"));
        verdict.Claims.IsAdmin.ShouldBe(name == "administrator");
        verdict.Claims.IsAnonymous.ShouldBe(name == "anonymous");
    }

    [Fact]
    public void Every_bit_of_a_token_counts()
    {
        foreach (var shape in s_world.Shapes.Take(2))
        {
            var parts = shape.Text.Split('.').Select(p => Base64Url.DecodeFromChars(p)).ToArray();
            for (var part = 0; part < 3; part++)
            {
                for (var bit = 0; bit < parts[part].Length * 8; bit++)
                {
                    parts[part][bit / 8] ^= (byte)(1 << (bit % 8));
                    s_world.Verify(Join(parts)).IsValid.ShouldBeFalse();
                    parts[part][bit / 8] ^= (byte)(1 << (bit % 8));
                }
            }
            s_world.Verify(Join(parts)).IsValid.ShouldBeTrue();
        }
    }

    [Fact]
    public void Every_character_of_a_token_counts()
    {
        var text = s_world.Shapes[0].Text;
        for (var i = 0; i < text.Length; i++)
        {
            s_world.Verify(text.Remove(i, 1)).IsValid.ShouldBeFalse();
            s_world.Verify(text[..i]).IsValid.ShouldBeFalse();
            foreach (var other in "A_.= ".Where(c => c != text[i]))
                s_world.Verify(text.Remove(i, 1).Insert(i, other.ToString())).IsValid.ShouldBeFalse();
        }
    }

    /// <summary>
    /// ECDSA is malleable: n − s is a signature of the same text too. It forges nothing, and nothing of ours hangs on a
    /// token's spelling.
    /// </summary>
    [Fact]
    public void Malleated_signature_is_another_spelling_of_the_same_claims()
    {
        var text = s_world.Shapes[0].Text;
        var signed = SignatureForgeries.Signed(text);
        var signature = Base64Url.DecodeFromChars(text.AsSpan(signed.Length + 1));
        byte[] twin = [.. signature[..32], .. SignatureForgeries.Negate(signature[32..])];

        s_world.Verify($"{signed}.{Base64Url.EncodeToString(twin)}").Claims.ShouldBe(s_world.Verify(text).Claims);
    }

    private static string Join(byte[][] parts) => string.Join('.', parts.Select(p => Base64Url.EncodeToString(p)));
}
