using System.Security.Cryptography;
using System.Text;

namespace Weir.Core.Engine;

/// <summary>
/// Ids of operations that a client made idempotent: made of what the client sent, so that a repeat carries the id of the
/// first, whichever process gets it and whatever was lost between, and the engine gives it the first answer.
/// </summary>
public static class OperationId
{
    /// <summary>
    /// A UUID of version 8 from SHA-256; the same for the same three, and different for any other.
    /// </summary>
    /// <param name="scope">What the key belongs to: a customer, a hold.</param>
    /// <param name="key">The client's key.</param>
    /// <param name="requestHash">SHA-256 of the request: another body is another operation.</param>
    public static Guid Of(Guid scope, string key, ReadOnlySpan<byte> requestHash)
    {
        ArgumentNullException.ThrowIfNull(key);
        Span<byte> scopeBytes = stackalloc byte[16];
        scope.TryWriteBytes(scopeBytes, bigEndian: true, out _);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(scopeBytes);
        hash.AppendData(requestHash);
        hash.AppendData(Encoding.UTF8.GetBytes(key));
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes[..16], bigEndian: true);
    }
}
