using System.Buffers;
using System.Buffers.Text;

namespace Weir.Api.Reservations;

/// <summary>
/// A reservation's id as services see it, opaque: the customer and the hold, so that a hold is always looked up under its
/// customer, and naming another customer is not possible.
/// </summary>
internal readonly record struct ReservationId(Guid CustomerId, Guid HoldId)
{
    private const byte Version = 1;
    private const int Bytes = 1 + 16 + 16;
    private const int Characters = Bytes / 3 * 4;

    /// <summary>44 characters, safe in a URL.</summary>
    public string Encode()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        bytes[0] = Version;
        CustomerId.TryWriteBytes(bytes[1..], bigEndian: true, out _);
        HoldId.TryWriteBytes(bytes[17..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads what <see cref="Encode"/> wrote, and nothing else.</summary>
    public static bool TryDecode(string text, out ReservationId id)
    {
        id = default;
        Span<byte> bytes = stackalloc byte[Bytes];
        // Whole groups of three bytes have one spelling each, once white space is out of the question.
        if (text.Length != Characters
            || text.AsSpan().ContainsAny(" \t\r\n")
            || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done
            || written != Bytes
            || bytes[0] != Version)
            return false;
        id = new ReservationId(new Guid(bytes[1..17], bigEndian: true), new Guid(bytes[17..], bigEndian: true));
        return true;
    }
}
