using Weir.Core.Deployment;

namespace Weir.Sandbox.Auth;

/// <summary>How the sandbox plays Supabase Auth. Production refuses it.</summary>
public sealed class SandboxAuthOptions
{
    /// <summary>Where this runs.</summary>
    /// <value>Production, as an unset <c>WEIR_ENV</c> is; registration then throws.</value>
    public WeirMode Mode { get; set; } = WeirMode.Production;

    /// <summary>Connection as <c>supabase_auth_admin</c>, direct (no transaction pooler). Required.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The server's address without path, as clients call it: the issuer is <c>{Url}/auth/v1</c>. Required.</summary>
    public string Url { get; set; } = "";

    /// <summary>Folder that keeps keys and secrets (mode 0600). Processes that share a database share it. Required.</summary>
    public string StateFolder { get; set; } = "";

    /// <summary>Public project key: what clients send as <c>apikey</c>. Required.</summary>
    public string AnonKey { get; set; } = "";

    /// <summary>Secret project key, which opens <c>/admin</c>. Required.</summary>
    public string ServiceRoleKey { get; set; } = "";

    /// <summary>Where a mail's link ends when it names no allowed <c>redirect_to</c>.</summary>
    /// <value>Null: <see cref="Url"/>.</value>
    public string? SiteUrl { get; set; }

    /// <summary>
    /// Further <c>redirect_to</c> targets: exact, or a prefix that ends in <c>*</c>. Loopback addresses,
    /// <see cref="Url"/> and <see cref="SiteUrl"/> are always allowed; a target that is not falls back to
    /// <see cref="SiteUrl"/>.
    /// </summary>
    public IList<string> RedirectUrls { get; } = [];

    /// <summary>Browser origins that may call <c>/auth/v1</c>; <c>*</c> is any, always without credentials.</summary>
    /// <value><c>*</c></value>
    public IList<string> AllowedOrigins { get; } = ["*"];

    /// <summary>Whether a sign-up counts as confirmed at once and answers a session.</summary>
    public bool AutoConfirm { get; set; } = true;

    /// <summary>Whether anonymous sign-ins are allowed.</summary>
    public bool AnonymousSignIns { get; set; } = true;

    /// <summary>Whether new accounts are refused.</summary>
    public bool DisableSignUp { get; set; }

    /// <summary>Whether both the old and the new address confirm a change of e-mail.</summary>
    public bool SecureEmailChange { get; set; } = true;

    /// <summary>Smallest password, in characters.</summary>
    /// <value>6, as Supabase. The largest is 72.</value>
    public int MinimumPasswordLength { get; set; } = 6;

    /// <summary>Life of an access token.</summary>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a spent refresh token still answers with the active one.</summary>
    public TimeSpan RefreshReuseInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Life of a mailed code or link.</summary>
    public TimeSpan OneTimeCodeLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Wrong guesses after which a mailed code is dead.</summary>
    public int OneTimeCodeAttempts { get; set; } = 5;

    /// <summary>Time to exchange a PKCE authorization code.</summary>
    public TimeSpan AuthorizationCodeLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many requests and mails are let through.</summary>
    public SandboxAuthLimits Limits { get; set; } = new();

    internal string Issuer => Url.TrimEnd('/') + "/auth/v1";

    internal string Site => (SiteUrl ?? Url).TrimEnd('/');

    /// <summary>Refuses production, and otherwise names every fault at once.</summary>
    internal void ThrowIfUnfit()
    {
        if (Mode == WeirMode.Production)
            throw new InvalidOperationException("The sandbox's accounts never run in production: set SUPABASE_URL instead.");
        if (Faults() is { Count: > 0 } faults)
            throw new ArgumentException("The sandbox's accounts are set up wrongly: " + string.Join("; ", faults) + ".");
    }

    /// <summary>Every fault of these options, each naming its member.</summary>
    internal IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        Check(!string.IsNullOrWhiteSpace(ConnectionString), $"{nameof(ConnectionString)} is missing");
        Check(IsWebAddress(Url), $"{nameof(Url)} is not an absolute http(s) address");
        Check(SiteUrl is null || Uri.TryCreate(SiteUrl, UriKind.Absolute, out _), $"{nameof(SiteUrl)} is not absolute");
        Check(!string.IsNullOrWhiteSpace(StateFolder), $"{nameof(StateFolder)} is missing");
        Check(AnonKey.Length >= 16, $"{nameof(AnonKey)} is missing or shorter than 16 characters");
        Check(ServiceRoleKey.Length >= 16, $"{nameof(ServiceRoleKey)} is missing or shorter than 16 characters");
        Check(AnonKey != ServiceRoleKey || AnonKey.Length == 0, $"{nameof(AnonKey)} and {nameof(ServiceRoleKey)} are equal");
        Check(MinimumPasswordLength is >= 1 and <= 72, $"{nameof(MinimumPasswordLength)} is not in 1–72");
        Check(OneTimeCodeAttempts is >= 1 and <= 1000, $"{nameof(OneTimeCodeAttempts)} is not in 1–1000");
        Check(AccessTokenLifetime >= TimeSpan.FromSeconds(1), $"{nameof(AccessTokenLifetime)} is under a second");
        Check(RefreshReuseInterval >= TimeSpan.Zero, $"{nameof(RefreshReuseInterval)} is negative");
        Check(OneTimeCodeLifetime > TimeSpan.Zero, $"{nameof(OneTimeCodeLifetime)} is not positive");
        Check(AuthorizationCodeLifetime > TimeSpan.Zero, $"{nameof(AuthorizationCodeLifetime)} is not positive");
        faults.AddRange(Limits.Faults());
        return faults;

        void Check(bool holds, string fault)
        {
            if (!holds) faults.Add(fault);
        }
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.AbsolutePath == "/";
}
