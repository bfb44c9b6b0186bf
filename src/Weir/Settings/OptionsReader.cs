using System.Globalization;
using System.Text;
using Npgsql;
using Weir.Core.Deployment;
using Weir.Data.Connections;
using Weir.Http;

namespace Weir.Settings;

/// <summary>
/// Reads <see cref="WeirOptions"/> from environment variables and gathers every fault, each naming its variable and
/// never its value. An empty variable counts as unset.
/// </summary>
internal sealed partial class OptionsReader
{
    // Published in every copy of the Supabase CLI, or of ours: no secret at all.
    private static readonly string[] s_knownSecrets =
        ["super-secret-jwt-token-with-at-least-32-characters-long", "sk-sandbox", "sandbox"];

    private static readonly string[] s_knownPasswords = ["postgres", "password", "supabase", "secret", "changeme"];

    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly List<string> _faults = [];

    private OptionsReader(IReadOnlyDictionary<string, string> environment) => _environment = environment;

    private bool IsProduction { get; set; } = true;

    /// <summary>The settings of this process.</summary>
    public static WeirOptions Read(bool forServer, WeirMode? mode, out IReadOnlyList<string> faults) => Read(
        Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? ""),
        forServer,
        mode,
        out faults);

    /// <summary>The settings, and what is wrong with them.</summary>
    /// <param name="environment">Variables by name.</param>
    /// <param name="forServer">Whether everything must be there that a server without stand-ins needs.</param>
    /// <param name="mode">What <c>WEIR_ENV</c> need not say, since the command does.</param>
    /// <param name="faults">One line each; empty when all is well.</param>
    public static WeirOptions Read(
        IReadOnlyDictionary<string, string> environment, bool forServer, WeirMode? mode,
        out IReadOnlyList<string> faults)
    {
        var reader = new OptionsReader(environment);
        var inForce = mode ?? reader.Mode();
        reader.IsProduction = inForce == WeirMode.Production;
        if (forServer) reader.RequireServerSettings();
        var options = new WeirOptions
        {
            Mode = inForce,
            Database = reader.Database("WEIR_DATABASE_URL"),
            DatabaseDirect = reader.Database("WEIR_DATABASE_DIRECT_URL"),
            SupabaseUrl = reader.SupabaseUrl(),
            SupabaseJwtSecret = reader.Secret("SUPABASE_JWT_SECRET", atLeastBytes: 32),
            AdminKey = reader.AdminKey(),
            OpenAiApiKey = reader.Secret("OPENAI_API_KEY"),
            OpenAiBaseUrl = reader.Address("OPENAI_BASE_URL") ?? new Uri("https://api.openai.com/v1"),
            CorsOrigins = reader.Origins(),
            RateLimitPerMinute = reader.Number("WEIR_RATE_LIMIT_PER_MINUTE"),
            Billing = reader.Billing(inForce),
        };
        reader.Address("OTEL_EXPORTER_OTLP_ENDPOINT");
        foreach (var name in (string[])["GEMINI_API_KEY", "ANTHROPIC_API_KEY", "ELEVENLABS_API_KEY"]) reader.Secret(name);
        faults = reader._faults;
        return options;
    }

    private void RequireServerSettings()
    {
        if (Value("WEIR_DATABASE_URL") is null)
        {
            _faults.Add(Value("SUPABASE_SERVICE_ROLE_KEY") is null
                ? "WEIR_DATABASE_URL: missing; it is the address of the database, "
                  + "postgres://user:password@host:5432/database"
                : "WEIR_DATABASE_URL: missing. SUPABASE_SERVICE_ROLE_KEY cannot open PostgreSQL: "
                  + "it is a key of the HTTP API. Take the connection string from the Supabase dashboard (Connect)");
        }
        if (Value("SUPABASE_URL") is null)
            _faults.Add("SUPABASE_URL: missing; it is the address of the project whose users call");
        if (Value("OPENAI_API_KEY") is null) _faults.Add("OPENAI_API_KEY: missing");
    }

    private WeirMode Mode() => Value("WEIR_ENV") switch
    {
        null or "production" => WeirMode.Production,
        "development" => WeirMode.Development,
        _ => Fault("WEIR_ENV", "is production (also when unset) or development", WeirMode.Production),
    };

    private NpgsqlConnectionStringBuilder? Database(string name)
    {
        if (Value(name) is not { } text) return null;
        NpgsqlConnectionStringBuilder parsed;
        try
        {
            parsed = ConnectionUrl.Parse(text);
        }
        catch (FormatException wrong)
        {
            return Fault<NpgsqlConnectionStringBuilder?>(name, wrong.Message, null);
        }
        if (string.IsNullOrEmpty(parsed.Username)) _faults.Add($"{name}: names no user");
        if (string.IsNullOrEmpty(parsed.Database)) _faults.Add($"{name}: names no database");
        if (IsProduction && s_knownPasswords.Contains(parsed.Password))
            _faults.Add($"{name}: its password is a well-known default");
        return parsed;
    }

    private Uri? SupabaseUrl()
    {
        const string name = "SUPABASE_URL";
        if (Address(name) is not { } address) return null;
        if (address.AbsolutePath != "/" || address.Query.Length > 0)
            return Fault<Uri?>(
                name, "is the project's address alone, such as https://abcd.supabase.co, without a path", null);
        return address;
    }

    private Uri? Address(string name)
    {
        if (Value(name) is not { } text) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            return Fault<Uri?>(name, "is no http(s) address", null);
        if (address.UserInfo.Length > 0 || address.Fragment.Length > 0)
            return Fault<Uri?>(name, "must not carry a login or a fragment", null);
        var isPlain = address.Scheme == "http";
        if (isPlain && IsProduction && name != "OTEL_EXPORTER_OTLP_ENDPOINT")
            _faults.Add($"{name}: must be https in production");
        else if (isPlain && !address.IsLoopback && name != "OTEL_EXPORTER_OTLP_ENDPOINT")
            _faults.Add($"{name}: must be https, except on this machine");
        return address;
    }

    private string? Secret(string name, int atLeastBytes = 8)
    {
        if (Value(name) is not { } secret) return null;
        if (SecretFault(secret, atLeastBytes) is { } fault) _faults.Add($"{name}: {fault}");
        return secret;
    }

    private string? SecretFault(string secret, int atLeastBytes)
    {
        if (secret.Any(char.IsWhiteSpace)) return "contains blanks or line breaks";
        if (Encoding.UTF8.GetByteCount(secret) < atLeastBytes) return $"has fewer than {atLeastBytes} bytes";
        return IsProduction && s_knownSecrets.Any(known => secret.Contains(known, StringComparison.OrdinalIgnoreCase))
            ? "is a value of the sandbox, which production refuses"
            : null;
    }

    private string? AdminKey()
    {
        const string name = "WEIR_ADMIN_KEY";
        if (Value(name) is { } key && !WeirHttpOptions.IsAdminKey(key))
            return Fault<string?>(name, $"{WeirHttpOptions.AdminKeyRule}; `openssl rand -hex 32` makes one", null);
        return Secret(name);
    }

    private string[] Origins()
    {
        const string name = "CORS_ORIGINS";
        var origins = (Value(name) ?? "").Split(
            ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (origins.Contains("*")) _faults.Add($"{name}: '*' would let every site call; name each origin");
        if (origins.Any(origin => origin != "*" && !IsExactOrigin(origin)))
            _faults.Add($"{name}: each entry is scheme://host[:port], without path, wildcard or trailing slash");
        return origins;
    }

    private static bool IsExactOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Scheme is "https" or "http"
        && uri.GetLeftPart(UriPartial.Authority) == origin
        && !origin.Contains('*', StringComparison.Ordinal);

    private int? Number(string name)
    {
        if (Value(name) is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= 1_000_000
            ? number
            : Fault<int?>(name, "is a whole number from 0 (no limit) to 1000000", null);
    }

    private string? Value(string name) =>
        _environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private T Fault<T>(string name, string fault, T instead)
    {
        _faults.Add($"{name}: {fault}");
        return instead;
    }
}
