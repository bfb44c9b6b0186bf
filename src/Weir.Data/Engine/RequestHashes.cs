namespace Weir.Data.Engine;

internal static class RequestHashes
{
    public static byte[]? ToArray(ReadOnlyMemory<byte> hash) => hash.IsEmpty ? null : hash.ToArray();
}
