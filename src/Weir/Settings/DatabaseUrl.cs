using Npgsql;

namespace Weir.Settings;

/// <summary>Reads a database address as people have it: <c>postgres://user:password@host:port/db?sslmode=…</c> or <c>Host=…;Username=…</c>.</summary>
internal static class DatabaseUrl
{
    /// <summary>Port of Supabase's pooler in transaction mode: no LISTEN, no session state.</summary>
    private const int TransactionPoolerPort = 6543;

    /// <summary>The Npgsql connection string, or null with what is wrong, which never repeats the value: it holds a password.</summary>
    public static NpgsqlConnectionStringBuilder? TryParse(string value, out string? fault)
    {
        try
        {
            var parsed = value.StartsWith("postgres://", StringComparison.Ordinal)
                || value.StartsWith("postgresql://", StringComparison.Ordinal)
                ? FromUrl(new Uri(value))
                : FromPairs(value);
            fault = Missing(parsed);
            return fault is null ? parsed : null;
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or KeyNotFoundException)
        {
            fault = failure is SettingException
                ? failure.Message
                : "is not a PostgreSQL address; write postgres://user:password@host:5432/database or Host=…;Username=…;Password=…;Database=…";
            return null;
        }
    }

    /// <summary>The same address as a URL, the form other tools take.</summary>
    public static string Format(NpgsqlConnectionStringBuilder connection) =>
        $"postgres://{Uri.EscapeDataString(connection.Username!)}:{Uri.EscapeDataString(connection.Password!)}"
        + $"@{connection.Host}:{connection.Port}/{Uri.EscapeDataString(connection.Database!)}";

    /// <summary>True when the address is a pooler that shares one connection between transactions.</summary>
    public static bool IsTransactionPooler(NpgsqlConnectionStringBuilder connection) => connection.Port == TransactionPoolerPort;

    private static NpgsqlConnectionStringBuilder FromUrl(Uri url)
    {
        var login = url.UserInfo.Split(':', 2);
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Port = url.Port > 0 ? url.Port : NpgsqlDefaultPort,
            Username = Uri.UnescapeDataString(login[0]),
            Database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')),
        };
        if (login.Length > 1) connection.Password = Uri.UnescapeDataString(login[1]);
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, setting) = pair.Split('=', 2) is [var n, var v] ? (n, Uri.UnescapeDataString(v)) : (pair, "");
            Apply(connection, name, setting);
        }
        return connection;
    }

    private static void Apply(NpgsqlConnectionStringBuilder connection, string name, string value)
    {
        switch (name)
        {
            case "sslmode":
                connection.SslMode = value switch
                {
                    "disable" => SslMode.Disable,
                    "allow" => SslMode.Allow,
                    "prefer" => SslMode.Prefer,
                    "require" => SslMode.Require,
                    "verify-ca" => SslMode.VerifyCA,
                    "verify-full" => SslMode.VerifyFull,
                    _ => throw new SettingException("has an unknown sslmode; use disable, prefer, require, verify-ca or verify-full"),
                };
                break;
            case "sslrootcert":
                connection.RootCertificate = value;
                break;
            case "application_name":
                connection.ApplicationName = value;
                break;
            case "connect_timeout":
                connection.Timeout = int.TryParse(value, out var seconds) ? seconds : throw new SettingException("has a connect_timeout that is no number");
                break;
            case "options":
                connection.Options = value;
                break;
            case "pgbouncer" or "connection_limit" or "pool_timeout":
                // Other clients' hints, which Supabase's dashboard adds to the address.
                break;
            default:
                throw new SettingException($"has an unknown parameter '{name}'");
        }
    }

    // libpq's pairs are separated by blanks, Npgsql's by semicolons; the names of both are understood by Npgsql, but for dbname.
    private static NpgsqlConnectionStringBuilder FromPairs(string value)
    {
        if (value.Contains("://", StringComparison.Ordinal)) throw new SettingException("must begin with postgres:// or postgresql://");
        var text = value.Contains(';', StringComparison.Ordinal)
            ? value
            : string.Join(';', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return new NpgsqlConnectionStringBuilder(text.Replace("dbname=", "Database=", StringComparison.OrdinalIgnoreCase));
    }

    private static string? Missing(NpgsqlConnectionStringBuilder connection)
    {
        var missing = new List<string>();
        if (string.IsNullOrEmpty(connection.Host)) missing.Add("host");
        if (string.IsNullOrEmpty(connection.Username)) missing.Add("user");
        if (string.IsNullOrEmpty(connection.Database)) missing.Add("database");
        return missing.Count == 0 ? null : $"names no {string.Join(", no ", missing)}";
    }

    private const int NpgsqlDefaultPort = 5432;
}
