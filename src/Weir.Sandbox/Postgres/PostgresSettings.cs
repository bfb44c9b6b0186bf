using System.Globalization;

namespace Weir.Sandbox.Postgres;

/// <summary>
/// Settings of the server, given on its command line so that a newer Weir brings its own without touching the data.
/// </summary>
internal static class PostgresSettings
{
    public static IEnumerable<string> Arguments(EmbeddedPostgresOptions options, int port)
    {
        var settings = new Dictionary<string, string>
        {
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["listen_addresses"] = "127.0.0.1",
            ["unix_socket_directories"] = "",
            ["password_encryption"] = "scram-sha-256",
            ["max_connections"] = options.MaxConnections.ToString(CultureInfo.InvariantCulture),
            ["shared_buffers"] = options.Ephemeral ? "64MB" : "128MB",
            ["fsync"] = options.Ephemeral ? "off" : "on",
            ["synchronous_commit"] = "on",
            ["full_page_writes"] = "on",
            ["jit"] = "off",
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
            ["log_line_prefix"] = "%m [%p] %q%u@%d ",
            // A statement or a DETAIL line may carry what a user wrote: neither reaches the log.
            ["log_min_error_statement"] = "panic",
            ["log_parameter_max_length"] = "0",
            ["log_error_verbosity"] = "terse",
        };
        // What is written costs memory there, and a checkpoint costs nothing.
        if (options.PrefersMemory) settings["max_wal_size"] = "256MB";
        foreach (var (name, value) in options.Settings) settings[name] = value;
        return settings.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" });
    }
}
