using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Weir.Http.Bodies;
using Weir.Http.Requests;

namespace Weir.Api.Admin;

/// <summary>
/// Ids of what operators make: derived from the <c>Idempotency-Key</c>, so that a repeat meets what the first one made,
/// on whichever replica; without a key, new.
/// </summary>
internal static class IdempotentId
{
    /// <param name="context">The request.</param>
    /// <param name="scope">What the key belongs to: route, and customer or caller.</param>
    /// <param name="faults">Takes the fault of a key that is none.</param>
    public static Guid Of(HttpContext context, string scope, FaultCollector faults)
    {
        if (!IdempotencyKey.TryRead(context, out var key, out var error))
            foreach (var fault in error!.Faults) faults.Add(fault.Field, fault.Message);
        return key is null ? Guid.CreateVersion7() : Of(scope, key);
    }

    /// <summary>A UUID of version 8 from SHA-256 of both.</summary>
    internal static Guid Of(string scope, string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        // No scope has a line break, so that no two pairs share a text.
        SHA256.HashData(Encoding.UTF8.GetBytes($"{scope}\n{key}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
