using System.Buffers;

namespace Weir.Gateway.Providers;

/// <summary>Reads a body up to a limit; nothing beyond it is kept.</summary>
internal static class CappedBody
{
    private const int ReadSize = 16 * 1024;

    /// <summary>What was read, and whether that is all there is.</summary>
    public static async Task<(ReadOnlyMemory<byte> Bytes, bool Whole)> ReadAsync(
        Stream body, int maxBytes, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await body.ReadAsync(buffer.GetMemory(ReadSize), cancellationToken);
            if (read == 0) return (buffer.WrittenMemory, true);
            buffer.Advance(read);
            if (buffer.WrittenCount > maxBytes) return (buffer.WrittenMemory[..maxBytes], false);
        }
    }
}
