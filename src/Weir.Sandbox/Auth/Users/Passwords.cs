using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Users;

/// <summary>Password rules and hashes, the latter by ASP.NET Core Identity.</summary>
internal sealed class Passwords(SandboxAuthOptions options)
{
    /// <summary>Where Supabase's own hash ends.</summary>
    private const int MaximumLength = 72;

    private static readonly object s_nobody = new();
    private readonly PasswordHasher<object> _hasher = new();
    private readonly Lazy<string> _decoy = new(static () =>
        new PasswordHasher<object>().HashPassword(s_nobody, Convert.ToHexString(RandomNumberGenerator.GetBytes(16))));

    /// <summary>Why a password may not be chosen; null when it may.</summary>
    public AuthError? Refuse(string password)
    {
        if (password.Length > MaximumLength)
            return AuthErrors.Validation("Password cannot be longer than 72 characters");
        return password.Length < options.MinimumPasswordLength
            ? AuthErrors.WeakPassword(options.MinimumPasswordLength)
            : null;
    }

    public string Hash(string password) => _hasher.HashPassword(s_nobody, password);

    /// <summary>
    /// Whether the password is right. Without a stored hash it works as long on a decoy and says no, so that time does
    /// not tell which addresses have an account.
    /// </summary>
    public bool Matches(string? storedHash, string password)
    {
        var result = _hasher.VerifyHashedPassword(s_nobody, storedHash ?? _decoy.Value, password);
        return storedHash is not null && result != PasswordVerificationResult.Failed;
    }
}
