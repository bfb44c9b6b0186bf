using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Weir.Http.Authentication;

/// <summary>SHA-256 of a token's exact text: what the cache keeps instead of the token.</summary>
internal readonly record struct TokenDigest(UInt128 High, UInt128 Low)
{
    public static TokenDigest Of(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        // The UTF-16 bytes as they are in memory: no copy, and no two texts share them.
        SHA256.HashData(MemoryMarshal.AsBytes(token.AsSpan()), hash);
        var halves = MemoryMarshal.Cast<byte, UInt128>(hash);
        return new TokenDigest(halves[0], halves[1]);
    }
}
