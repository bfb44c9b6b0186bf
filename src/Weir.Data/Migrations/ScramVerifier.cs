using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Weir.Data.Migrations;

/// <summary>
/// What PostgreSQL stores of a password (SCRAM-SHA-256, RFC 5802). Computed here, so that no password is ever part of
/// a statement, and so of a server's log. ASCII only: other characters would need SASLprep.
/// </summary>
internal static class ScramVerifier
{
    private const int Iterations = 4096;
    private const int SaltBytes = 16;

    public static string Create(string password) => Create(password, RandomNumberGenerator.GetBytes(SaltBytes), Iterations);

    /// <summary>Whether a stored verifier is one of this password; false for any other kind of stored password.</summary>
    public static bool Matches(string? stored, string password)
    {
        // SCRAM-SHA-256$<iterations>:<salt>$<stored key>:<server key>
        if (stored?.Split('$') is not ["SCRAM-SHA-256", var head, _] || head.Split(':') is not [var count, var salt])
            return false;
        return int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
            && CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(Create(password, Convert.FromBase64String(salt), iterations)),
                Encoding.ASCII.GetBytes(stored));
    }

    private static string Create(string password, byte[] salt, int iterations)
    {
        if (password.Length == 0 || password.Any(c => c is < ' ' or > '~'))
            throw new ArgumentException("A database password must be of printable ASCII characters.", nameof(password));
        var salted = Rfc2898DeriveBytes.Pbkdf2(
            password, salt, iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        var storedKey = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var serverKey = HMACSHA256.HashData(salted, "Server Key"u8);
        var keys = $"{Convert.ToBase64String(storedKey)}:{Convert.ToBase64String(serverKey)}";
        return string.Create(
            CultureInfo.InvariantCulture, $"SCRAM-SHA-256${iterations}:{Convert.ToBase64String(salt)}${keys}");
    }
}
