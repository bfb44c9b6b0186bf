using System.Security.Cryptography;
using System.Text;

namespace Weir.Sandbox.Billing;

/// <summary>Ids in the providers' forms.</summary>
internal static class SandboxId
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>The prefix and 24 letters that nobody can guess.</summary>
    public static string New(string prefix) => prefix + RandomNumberGenerator.GetString(Letters, 24);

    /// <summary>A random UUID, as the providers make them.</summary>
    public static string Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    /// <summary>The prefix and 14 letters, always the same for the same words.</summary>
    public static string Of(string prefix, string words)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(words));
        return prefix + string.Concat(hash.Take(14).Select(part => Letters[part % Letters.Length]));
    }
}
