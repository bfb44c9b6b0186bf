using System.Text.RegularExpressions;
using Weir.Http.Bodies;

namespace Weir.Api.Account;

/// <summary>
/// Reads a <see cref="ProfileChange"/> from a body, strictly. The database holds the same limits as checks.
/// </summary>
internal static partial class ProfileRules
{
    private const int MostName = 200;
    private const int MostUrl = 2000;
    private const int MostLocale = 44;

    /// <summary>The change; what was faulty is null, and in the reader's faults.</summary>
    public static ProfileChange Read(JsonObjectReader body)
    {
        var change = new ProfileChange(
            ReadName(body),
            ReadUrl(body),
            Form(body, "locale", MostLocale, Locale(), "must be a language tag such as en or pt-BR"));
        body.RefuseOthers();
        if (change is { DisplayName: null, AvatarUrl: null, Locale: null } && !body.Faults.Any)
            body.Faults.Add("display_name", "is required, or avatar_url, or locale: there is nothing to change");
        return change;
    }

    private static string? ReadName(JsonObjectReader body)
    {
        if (body.Text("display_name", MostName, minLength: 1)?.Trim() is not { } name) return null;
        if (name.Length > 0 && !name.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029')) return name;
        body.Faults.Add(body.PathOf("display_name"), "must be on one line, and not only white space");
        return null;
    }

    private static string? ReadUrl(JsonObjectReader body)
    {
        if (body.Text("avatar_url", MostUrl, minLength: 1) is not { } text) return null;
        if (text.StartsWith("https://", StringComparison.Ordinal)
            && !text.Any(c => c is <= ' ' or > '~')
            && Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url.UserInfo.Length == 0
            && url.Host.Length > 0)
            return text;
        body.Faults.Add(body.PathOf("avatar_url"), "must be an https address in ASCII, without a user name in it");
        return null;
    }

    private static string? Form(JsonObjectReader body, string name, int most, Regex form, string rule)
    {
        if (body.Text(name, most, minLength: 1) is not { } text) return null;
        if (form.IsMatch(text)) return text;
        body.Faults.Add(body.PathOf(name), rule);
        return null;
    }

    [GeneratedRegex(@"\A[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Locale();
}
