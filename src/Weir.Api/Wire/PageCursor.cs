using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace Weir.Api.Wire;

/// <summary>
/// Where a page ended: time and id of its last row, opaque to clients. Rows of the same instant are told apart by the
/// id. It names a place, not an owner: whatever it says, only rows that the caller may see follow.
/// </summary>
internal readonly record struct PageCursor(DateTimeOffset At, Guid Id)
{
    private const byte Version = 1;
    private const int Bytes = 1 + sizeof(long) + 16;

    /// <summary>34 characters, safe in a URL.</summary>
    public string Encode()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], At.UtcTicks);
        Id.TryWriteBytes(bytes[(1 + sizeof(long))..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads what <see cref="Encode"/> wrote, and nothing else.</summary>
    public static bool TryDecode(string text, out PageCursor cursor)
    {
        cursor = default;
        Span<byte> bytes = stackalloc byte[Bytes];
        if (text.Length != Base64Url.GetEncodedLength(Bytes)
            || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done
            || written != Bytes
            || bytes[0] != Version)
            return false;
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes[1..]);
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks) return false;
        cursor = new PageCursor(
            new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes[(1 + sizeof(long))..], bigEndian: true));
        return cursor.Encode() == text;
    }
}
