using System.Security.Cryptography;

namespace Weir.Core.Tokens;

/// <summary>A shared secret, for HS256.</summary>
internal sealed class SharedKey(byte[] secret) : VerificationKey(TokenAlgorithm.HS256, null)
{
    public override int SignatureBytes => HMACSHA256.HashSizeInBytes;

    public override bool Verify(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, signed, expected);
        return CryptographicOperations.FixedTimeEquals(expected, signature);
    }
}
