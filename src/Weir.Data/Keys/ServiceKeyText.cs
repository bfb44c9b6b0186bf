using System.Buffers;
using System.Security.Cryptography;

namespace Weir.Data.Keys;

/// <summary>The form of a service key: <c>wk_</c> and 256 random bits in 64 lower-case hexadecimal digits.</summary>
public static class ServiceKeyText
{
    /// <summary>What every key begins with, and no JWT does.</summary>
    public const string Prefix = "wk_";

    private const int SecretBytes = 32;
    private const int Length = 3 + (2 * SecretBytes);
    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789abcdef");

    /// <summary>A new key.</summary>
    public static string Generate() => Prefix + RandomNumberGenerator.GetHexString(2 * SecretBytes, lowercase: true);

    /// <summary>Whether a text claims to be a key.</summary>
    public static bool HasPrefix(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith(Prefix, StringComparison.Ordinal);
    }

    /// <summary>Whether it has the form of one. What has not is refused without a look at any key.</summary>
    public static bool IsWellFormed(string text) =>
        HasPrefix(text)
        && text.Length == Length
        && !text.AsSpan(Prefix.Length).ContainsAnyExcept(s_digits);
}
