using System.Security.Cryptography;
using System.Text;

namespace Weir.Sandbox.Billing;

/// <summary>Ids in the providers' forms.</summary>
internal static class SandboxId
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>The prefix and 24 letters that nobody can guess.</summary>
    public static string New(string prefix) => prefix + RandomNumberGenerator.GetString(Letters, 24);

    /// <summary>The prefix and 14 letters, always the same for the same words.</summary>
    public static string Of(string prefix, string words)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(words));
        return prefix + string.Concat(hash.Take(14).Select(part => Letters[part % Letters.Length]));
    }
}
