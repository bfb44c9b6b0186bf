using System.Buffers.Text;
using System.Numerics;
using Weir.Core.Tokens;
using Weir.Proofs.Tokens;

namespace Weir.Core.Tests.Tokens.Forgeries;

internal static class SignatureForgeries
{
    /// <summary>Order of P-256 (FIPS 186-4 D.1.2.3).</summary>
    internal static readonly byte[] Order =
        Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");

    public static IEnumerable<Forgery> Of(ForgeWorld world)
    {
        var signed = Signed(world.Shapes[0].Text);
        var good = Base64Url.DecodeFromChars(world.Shapes[0].Text.AsSpan(signed.Length + 1));
        byte[] r = good[..32], s = good[32..], zero = new byte[32], one = new byte[32],
            max = [.. Enumerable.Repeat((byte)0xff, 32)];
        one[31] = 1;
        (string Name, byte[] Signature, TokenFailure Expected)[] cases =
        [
            ("all zeros", new byte[64], TokenFailure.SignatureWrong),
            ("all ones", [.. max, .. max], TokenFailure.SignatureWrong),
            ("r = 0", [.. zero, .. s], TokenFailure.SignatureWrong),
            ("s = 0", [.. r, .. zero], TokenFailure.SignatureWrong),
            ("r = 0, s = 1", [.. zero, .. one], TokenFailure.SignatureWrong),
            ("r = s = 1", [.. one, .. one], TokenFailure.SignatureWrong),
            ("r = n", [.. Order, .. s], TokenFailure.SignatureWrong),
            ("s = n", [.. r, .. Order], TokenFailure.SignatureWrong),
            ("r = s = n", [.. Order, .. Order], TokenFailure.SignatureWrong),
            ("r and s swapped", [.. s, .. r], TokenFailure.SignatureWrong),
            ("r negated", [.. Negate(r), .. s], TokenFailure.SignatureWrong),
            ("r twice", [.. r, .. r], TokenFailure.SignatureWrong),
            ("one byte", [0], TokenFailure.SignatureLength),
            ("r alone", r, TokenFailure.SignatureLength),
            ("63 bytes", good[..63], TokenFailure.SignatureLength),
            ("65 bytes", [.. good, 0], TokenFailure.SignatureLength),
            ("65 bytes, zero first", [0, .. good], TokenFailure.SignatureLength),
            ("twice", [.. good, .. good], TokenFailure.SignatureLength),
            ("1,000 bytes", new byte[1000], TokenFailure.SignatureLength),
            ("DER", Der(r, s), TokenFailure.SignatureLength),
            ("96 bytes, as of ES384", [.. new byte[16], .. r, .. new byte[16], .. s], TokenFailure.SignatureLength),
        ];
        foreach (var (name, signature, expected) in cases)
            yield return new Forgery($"ES256 signature: {name}", $"{signed}.{Base64Url.EncodeToString(signature)}",
                expected);

        foreach (var forgery in RsaCases(world)) yield return forgery;
        yield return new Forgery("signature of another token",
            Signed(world.Shapes[0].Text) + world.Shapes[7].Text[world.Shapes[7].Text.LastIndexOf('.')..],
            TokenFailure.SignatureWrong);
        foreach (var forgery in Flips(world)) yield return forgery;
    }

    private static IEnumerable<Forgery> RsaCases(ForgeWorld world)
    {
        var signed = Signed(world.Shapes[1].Text);
        var good = Base64Url.DecodeFromChars(world.Shapes[1].Text.AsSpan(signed.Length + 1));
        var modulus = Base64Url.DecodeFromChars(world.Rsa.Jwk["n"]!.GetValue<string>());
        var shifted = (new BigInteger(good, isUnsigned: true, isBigEndian: true)
            + new BigInteger(modulus, isUnsigned: true, isBigEndian: true))
            .ToByteArray(isUnsigned: true, isBigEndian: true);
        (string Name, byte[] Signature, TokenFailure Expected)[] cases =
        [
            ("all zeros", new byte[256], TokenFailure.SignatureWrong),
            ("one", [.. new byte[255], 1], TokenFailure.SignatureWrong),
            ("the modulus", modulus, TokenFailure.SignatureWrong),
            ("all ones", [.. Enumerable.Repeat((byte)0xff, 256)], TokenFailure.SignatureWrong),
            ("reversed", [.. good.Reverse()], TokenFailure.SignatureWrong),
            ("255 bytes", good[..255], TokenFailure.SignatureLength),
            ("257 bytes", [.. good, 0], TokenFailure.SignatureLength),
            ("257 bytes, zero first", [0, .. good], TokenFailure.SignatureLength),
            ("plus the modulus", shifted,
                shifted.Length == 256 ? TokenFailure.SignatureWrong : TokenFailure.SignatureLength),
            ("64 bytes", good[..64], TokenFailure.SignatureLength),
        ];
        return cases.Select(c => new Forgery($"RS256 signature: {c.Name}",
            $"{signed}.{Base64Url.EncodeToString(c.Signature)}", c.Expected));
    }

    /// <summary>A changed byte here and there; the test of every single bit is its own.</summary>
    private static IEnumerable<Forgery> Flips(ForgeWorld world)
    {
        var text = world.Shapes[0].Text;
        var lastDot = text.LastIndexOf('.');
        var firstDot = text.IndexOf('.', StringComparison.Ordinal);
        var payload = Base64Url.DecodeFromChars(text.AsSpan(firstDot + 1, lastDot - firstDot - 1));
        foreach (var (name, from, to) in new[]
        {
            ("role", "\"authenticated\",\"aal\"", "\"service_role\",\"aal\""), ("subject", "0d6f1c1e", "0d6f1c1f"),
            ("assurance", "aal1", "aal2"),
            ("e-mail", "reader@", "writer@"), ("administrator", "\"provider\":\"email\"", "\"weir_role\":\"admin\""),
            ("anonymous", "\"is_anonymous\":false", "\"is_anonymous\":true"),
        })
        {
            var changed = System.Text.Encoding.UTF8.GetString(payload).Replace(from, to, StringComparison.Ordinal);
            yield return new Forgery($"payload changed under the signature: {name}",
                $"{text[..firstDot]}.{Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(changed))}{text[lastDot..]}", TokenFailure.SignatureWrong);
        }
    }

    internal static string Signed(string token) => token[..token.LastIndexOf('.')];

    internal static byte[] Negate(byte[] number)
    {
        var negated = new BigInteger(Order, isUnsigned: true, isBigEndian: true)
            - new BigInteger(number, isUnsigned: true, isBigEndian: true);
        var bytes = negated.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }

    private static byte[] Der(byte[] r, byte[] s)
    {
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(new BigInteger(r, isUnsigned: true, isBigEndian: true));
            writer.WriteInteger(new BigInteger(s, isUnsigned: true, isBigEndian: true));
        }
        return writer.Encode();
    }
}
