using System.Text.RegularExpressions;

namespace Weir.Sandbox.Auth.Users;

/// <summary>Addresses are compared and kept in lower case.</summary>
internal static partial class EmailAddress
{
    private const string Label = @"[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?";

    /// <summary>The normal form; null when it is no address.</summary>
    public static string? Normalise(string? text)
    {
        var email = text?.Trim().ToLowerInvariant();
        return email is { Length: <= 255 } && Shape().IsMatch(email) ? email : null;
    }

    [GeneratedRegex(
        @"^[^\s@\p{C}""(),:;<>\[\\\]]{1,64}@" + Label + @"(\." + Label + @")*\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}
