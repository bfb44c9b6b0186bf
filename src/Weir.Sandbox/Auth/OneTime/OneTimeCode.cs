using System.Globalization;
using System.Security.Cryptography;
using Weir.Sandbox.Auth.Keys;

namespace Weir.Sandbox.Auth.OneTime;

/// <summary>A six-digit code and the link token that stands for it.</summary>
/// <remarks>
/// As with Supabase, the link's token follows from address and code, so that one stored hash checks both. Here the state
/// folder's pepper is in it too: neither the database nor the token lets a million codes be tried at home.
/// </remarks>
internal sealed record OneTimeCode(string Otp, string LinkToken)
{
    /// <summary>Marks a link that ends in an authorization code instead of tokens.</summary>
    public const string PkcePrefix = "pkce_";

    private const int LinkTokenLength = 56;

    public static OneTimeCode Create(SandboxKeyring keyring, string email, bool pkce)
    {
        var otp = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var token = LinkTokenOf(keyring, email, otp);
        return new OneTimeCode(otp, pkce ? PkcePrefix + token : token);
    }

    /// <summary>Whether a stored hash belongs to this code, mailed with or without PKCE.</summary>
    public static bool Matches(SandboxKeyring keyring, string storedHash, string email, string otp)
    {
        var token = LinkTokenOf(keyring, email, otp);
        return SecretHash.Matches(storedHash, token) | SecretHash.Matches(storedHash, PkcePrefix + token);
    }

    private static string LinkTokenOf(SandboxKeyring keyring, string email, string otp) =>
        Convert.ToHexStringLower(keyring.Derive("code", email + '\n' + otp))[..LinkTokenLength];
}
