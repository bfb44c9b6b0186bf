using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Weir.Api.Metering;

/// <summary>SHA-256 of route and body: the same key with another one is another request.</summary>
internal static class RequestHash
{
    /// <param name="route">Method and path.</param>
    /// <param name="body">The body as it was sent; null for none.</param>
    public static byte[] Of(string route, JsonElement? body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(route));
        hash.AppendData("\n"u8);
        if (body is { } root) hash.AppendData(JsonMarshal.GetRawUtf8Value(root));
        return hash.GetHashAndReset();
    }
}
