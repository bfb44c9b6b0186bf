using System.Net;
using Weir.Core.Deployment;
using Weir.Data.Keys;

namespace Weir.Http;

/// <summary>What the shared HTTP surface needs to know. <see cref="Validate"/> reports every fault at once.</summary>
public sealed class WeirHttpOptions
{
    /// <summary>Shortest secret accepted for HS256, in bytes (RFC 7518 §3.2).</summary>
    public const int MinSharedSecretBytes = 32;

    /// <summary>Shortest admin key, in characters: 128 bits in hexadecimal digits.</summary>
    public const int MinAdminKeyLength = 32;

    /// <summary>Longest admin key.</summary>
    public const int MaxAdminKeyLength = 256;

    /// <summary>What an admin key must be, so that it is neither an access token nor a service key.</summary>
    public const string AdminKeyRule =
        "must have 32 to 256 visible ASCII characters without a dot, and not begin with wk_";

    /// <summary>Whether production rules apply. Default: production.</summary>
    public WeirMode Mode { get; set; } = WeirMode.Production;

    /// <summary>
    /// <c>SUPABASE_URL</c>: the project whose users call. The issuer is <c>{url}/auth/v1</c> and the key set
    /// <c>{url}/auth/v1/.well-known/jwks.json</c>. https, except on loopback in development.
    /// </summary>
    public Uri? SupabaseUrl { get; set; }

    /// <summary>
    /// <c>SUPABASE_JWT_SECRET</c>: opts in to HS256, for projects that still sign with a shared secret. Never logged.
    /// </summary>
    public string? SharedSecret { get; set; }

    /// <summary>
    /// <c>WEIR_ADMIN_KEY</c>: opens <c>/admin/v1</c>. Null for none: then users with the admin role and service keys with
    /// admin scopes are the way in. Never logged.
    /// </summary>
    public string? AdminKey { get; set; }

    /// <summary>
    /// How long a fetched key set is trusted without asking again. 1 s to 10 min, the longest that Supabase allows.
    /// </summary>
    public TimeSpan KeysFreshFor { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How much longer the last good key set serves while it cannot be fetched. 0 to 1 h; then callers get 503.
    /// </summary>
    public TimeSpan KeysStaleFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Least time between two fetches forced by unknown key ids. 1 s to 10 min.</summary>
    public TimeSpan KeysForcedEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Tokens whose verification is remembered, at most. 0 switches that off.</summary>
    public int TokenCacheSize { get; set; } = 10_000;

    /// <summary>
    /// Exact origins that browsers may call from, such as <c>https://app.example.com</c>. Empty: none.
    /// </summary>
    public IReadOnlyList<string> CorsOrigins { get; set; } = [];

    /// <summary>Bytes of a JSON body where the endpoint sets no other limit.</summary>
    public int MaxBodyBytes { get; set; } = 64 * 1024;

    /// <summary>Time to receive a whole JSON body.</summary>
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Requests a minute by one verified user, sustained. 0 switches the limit off.</summary>
    public int UserRequestsPerMinute { get; set; } = 600;

    /// <summary>Requests that one verified user may send at once.</summary>
    public int UserBurst { get; set; } = 600;

    /// <summary>
    /// Requests a minute by one service key or the admin key, sustained and at once. 0, the default, is no limit: they are
    /// the app's own servers, which the engine slows down by <c>overloaded</c> when it must.
    /// </summary>
    public int KeyRequestsPerMinute { get; set; }

    /// <summary>
    /// Requests a minute without a verified user from one address (IPv6: one /64), sustained. 0 switches the limit off.
    /// Ten times as many where providers send their messages to.
    /// </summary>
    public int AddressRequestsPerMinute { get; set; } = 3_000;

    /// <summary>Requests that one address may send at once.</summary>
    public int AddressBurst { get; set; } = 3_000;

    /// <summary>Paths, with everything below them, that no rate limit touches.</summary>
    public IReadOnlyList<string> RateLimitExempt { get; set; } = ["/healthz", "/readyz"];

    /// <summary>Networks of reverse proxies whose <c>X-Forwarded-For</c> is believed, one hop. Empty: none.</summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <summary>Exact <c>iss</c> of the tokens of <see cref="SupabaseUrl"/>.</summary>
    public string Issuer => AuthBase + "auth/v1";

    internal Uri JwksAddress => new(AuthBase + "auth/v1/.well-known/jwks.json");

    private string AuthBase =>
        (SupabaseUrl ?? throw new InvalidOperationException("SUPABASE_URL is missing.")).AbsoluteUri.TrimEnd('/') + "/";

    /// <summary>Whether <see cref="AdminKeyRule"/> holds.</summary>
    public static bool IsAdminKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Length is >= MinAdminKeyLength and <= MaxAdminKeyLength
            && !key.AsSpan().ContainsAnyExceptInRange('!', '~')
            && !key.Contains('.', StringComparison.Ordinal)
            && !ServiceKeyText.HasPrefix(key);
    }

    /// <summary>Every fault, in words that name the setting; empty when all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        ValidateKeys(faults);
        foreach (var origin in CorsOrigins)
        {
            if (!IsExactOrigin(origin))
                faults.Add("CORS_ORIGINS: each entry is scheme://host[:port], without path, wildcard or final slash.");
        }
        Range(faults, nameof(MaxBodyBytes), MaxBodyBytes, 1, 64 * 1024 * 1024);
        Range(faults, nameof(BodyTimeout), BodyTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Range(faults, nameof(UserRequestsPerMinute), UserRequestsPerMinute, 0, 1_000_000);
        Range(faults, nameof(UserBurst), UserBurst, 1, 1_000_000);
        Range(faults, nameof(KeyRequestsPerMinute), KeyRequestsPerMinute, 0, 10_000_000);
        Range(faults, nameof(AddressRequestsPerMinute), AddressRequestsPerMinute, 0, 1_000_000);
        Range(faults, nameof(AddressBurst), AddressBurst, 1, 1_000_000);
        foreach (var path in RateLimitExempt)
        {
            if (path.Length < 2 || path[0] != '/' || path[^1] == '/')
                faults.Add($"{nameof(RateLimitExempt)}: each entry is a path such as /healthz.");
        }
        foreach (var proxy in TrustedProxies)
        {
            if (!IPNetwork.TryParse(proxy, out _))
                faults.Add($"{nameof(TrustedProxies)}: each entry is a network such as 10.0.0.0/8.");
        }
        return faults;
    }

    private void ValidateKeys(List<string> faults)
    {
        if (SupabaseUrl is null)
        {
            faults.Add("SUPABASE_URL: missing; it is the address of the project whose users call.");
        }
        else if (!SupabaseUrl.IsAbsoluteUri || SupabaseUrl.Query.Length > 0 || SupabaseUrl.Fragment.Length > 0
            || SupabaseUrl.UserInfo.Length > 0)
        {
            faults.Add("SUPABASE_URL: must be an absolute address without user, query or fragment.");
        }
        else if (SupabaseUrl.Scheme != Uri.UriSchemeHttps
            && !(SupabaseUrl.Scheme == Uri.UriSchemeHttp && SupabaseUrl.IsLoopback && Mode == WeirMode.Development))
        {
            faults.Add("SUPABASE_URL: must be https (http only on loopback, in development).");
        }
        if (SharedSecret is not null && System.Text.Encoding.UTF8.GetByteCount(SharedSecret) < MinSharedSecretBytes)
            faults.Add($"SUPABASE_JWT_SECRET: must have at least {MinSharedSecretBytes} bytes.");
        if (AdminKey is not null && !IsAdminKey(AdminKey))
            faults.Add($"WEIR_ADMIN_KEY: {AdminKeyRule}.");
        Range(faults, nameof(KeysFreshFor), KeysFreshFor, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Range(faults, nameof(KeysStaleFor), KeysStaleFor, TimeSpan.Zero, TimeSpan.FromHours(1));
        Range(faults, nameof(KeysForcedEvery), KeysForcedEvery, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Range(faults, nameof(TokenCacheSize), TokenCacheSize, 0, 1_000_000);
    }

    private static void Range<T>(List<string> faults, string name, T value, T min, T max)
        where T : IComparable<T>
    {
        if (value.CompareTo(min) < 0 || value.CompareTo(max) > 0)
            faults.Add($"{name}: must be from {min} to {max}.");
    }

    private static bool IsExactOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.GetLeftPart(UriPartial.Authority) == origin
        && uri.UserInfo.Length == 0
        && !origin.Contains('*', StringComparison.Ordinal);
}
