using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Weir.Benches.Documents;

/// <summary>PostgreSQL's own load generator, which calls one statement over and over.</summary>
internal sealed class PgBench
{
    private readonly string _program;

    private PgBench(string program) => _program = program;

    /// <summary>The newest that is installed; null when none is.</summary>
    public static PgBench? Find()
    {
        string[] debian = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        var folders = debian
            .OrderByDescending(f => int.TryParse(Path.GetFileName(f), CultureInfo.InvariantCulture, out var major) ? major : 0)
            .Select(f => Path.Combine(f, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries));
        var program = folders.Select(f => Path.Combine(f, "pgbench")).FirstOrDefault(File.Exists);
        return program is null ? null : new PgBench(program);
    }

    /// <summary>Starts it; it ends by itself after so many seconds, and leaves its logs behind.</summary>
    /// <param name="database">Where, and as whom.</param>
    /// <param name="application">What its sessions are called by.</param>
    /// <param name="script">Path of the script.</param>
    /// <param name="logs">How the logs' names begin.</param>
    /// <param name="shape">How many clients, and customers for the script to draw from.</param>
    /// <param name="seconds">How long, from when all are connected.</param>
    public Process Start(
        NpgsqlConnectionStringBuilder database, string application, string script, string logs, Shape shape, int seconds)
    {
        var threads = Math.Min(Environment.ProcessorCount, shape.Clients);
        var start = new ProcessStartInfo(_program) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])
        [
            "-h", database.Host!, "-p", Text(database.Port), "-U", database.Username!, "-n", "-M", "prepared",
            "-c", Text(shape.Clients), "-j", Text(threads), "-T", Text(seconds), "-f", script,
            "-l", $"--log-prefix={logs}", "-D", $"customers={Text(shape.Customers)}", database.Database!,
        ])
            start.ArgumentList.Add(argument);
        start.Environment["PGAPPNAME"] = application;
        start.Environment["PGPASSWORD"] = database.Password;
        return Process.Start(start)!;
    }

    /// <inheritdoc />
    public override string ToString() => _program;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
