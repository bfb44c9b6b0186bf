using Npgsql;

namespace Weir.Data.Connections;

/// <summary>
/// Reads <c>WEIR_DATABASE_URL</c>: a <c>postgres://</c> URL as Supabase shows it, or Npgsql's <c>Key=Value;</c> form.
/// </summary>
public static class ConnectionUrl
{
    /// <summary>Parses either form.</summary>
    /// <exception cref="FormatException">It is neither. The message does not repeat the text, which holds a password.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        try
        {
            var isUrl = text.StartsWith("postgres://", StringComparison.Ordinal)
                || text.StartsWith("postgresql://", StringComparison.Ordinal);
            var builder = isUrl ? ParseUrl(new Uri(text)) : new NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrEmpty(builder.Host)) throw new FormatException("It names no host.");
            return builder;
        }
        catch (Exception fault) when (fault is UriFormatException or ArgumentException or FormatException)
        {
            // Not as inner exception: some of these repeat the text.
            throw new FormatException(
                "A database URL looks like postgres://user:password@host:5432/database?sslmode=require, "
                + "with special characters of the password percent-encoded.");
        }
    }

    private static NpgsqlConnectionStringBuilder ParseUrl(Uri url)
    {
        var builder = new NpgsqlConnectionStringBuilder { Host = url.Host };
        if (url.Port > 0) builder.Port = url.Port;
        var user = url.UserInfo.Split(':', 2);
        if (user[0].Length > 0) builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length == 2) builder.Password = Uri.UnescapeDataString(user[1]);
        var database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/'));
        if (database.Length > 0) builder.Database = database;
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.Split('=', 2) is [var key, var given]
                ? (Uri.UnescapeDataString(key), Uri.UnescapeDataString(given))
                : throw new FormatException("A parameter has no value.");
            Set(builder, name, value);
        }
        return builder;
    }

    /// <summary>Names of libpq where they differ from Npgsql's.</summary>
    private static void Set(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        switch (name)
        {
            case "sslmode":
                builder.SslMode = Enum.Parse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
                break;
            case "sslrootcert":
                builder.RootCertificate = value;
                break;
            case "connect_timeout":
                builder["Timeout"] = value;
                break;
            case "application_name":
                builder.ApplicationName = value;
                break;
            case "options":
                builder.Options = value;
                break;
            default:
                builder[name] = value;
                break;
        }
    }
}
