namespace Weir.Sandbox.Auth.OneTime;

/// <summary>Where a mail's link may end. Tokens travel there, so the list is closed.</summary>
internal static class RedirectTarget
{
    /// <summary>The asked-for target if it is allowed, else the site.</summary>
    public static string Resolve(string? asked, SandboxAuthOptions options) =>
        asked is not null && IsAllowed(asked, options) ? asked : options.Site;

    /// <summary>The target, which has no fragment, with one more query.</summary>
    public static string WithQuery(string target, string query) =>
        target + (target.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query;

    private static bool IsAllowed(string asked, SandboxAuthOptions options)
    {
        // What cannot stand in a header as it is must not get there.
        if (asked.Any(static c => c is <= ' ' or >= '\x7f' or '#')) return false;
        if (!Uri.TryCreate(asked, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0) return false;
        var isOurs = uri.IsLoopback || IsSameSite(uri, options.Url) || IsSameSite(uri, options.Site);
        if (uri.Scheme is "http" or "https" && isOurs) return true;
        return options.RedirectUrls.Any(allowed =>
            allowed.EndsWith('*') ? asked.StartsWith(allowed[..^1], StringComparison.Ordinal) : asked == allowed);
    }

    private static bool IsSameSite(Uri uri, string site) =>
        Uri.TryCreate(site, UriKind.Absolute, out var ours)
        && uri.Scheme == ours.Scheme && uri.Host == ours.Host && uri.Port == ours.Port;
}
