using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Weir.Data.Keys;

/// <summary>
/// SHA-256 of a key's text: what the database and the replicas know of it. Looking it up leaks nothing useful by its
/// time: whoever could choose digests bit by bit would have broken SHA-256.
/// </summary>
public readonly record struct KeyDigest(UInt128 High, UInt128 Low)
{
    /// <summary>The digest of a text.</summary>
    public static KeyDigest Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The digest in 32 bytes, as the database has it.</summary>
    public static KeyDigest Read(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, SHA256.HashSizeInBytes, nameof(bytes));
        return new KeyDigest(
            BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(16), Low);
        return bytes;
    }
}
