using System.Diagnostics;
using System.Globalization;

namespace Weir.Sandbox.Postgres;

/// <summary>What <c>postmaster.pid</c> says: line 1 is the process, line 8 its state once it has got so far.</summary>
internal readonly record struct PostmasterPid(int ProcessId, string State)
{
    public bool IsReady => State == "ready";

    /// <summary>The file's content, or null when there is none or it is being written.</summary>
    public static PostmasterPid? Read(string data)
    {
        try
        {
            var lines = File.ReadAllLines(Path.Combine(data, "postmaster.pid"));
            return lines.Length > 0 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid)
                ? new PostmasterPid(pid, lines.Length > 7 ? lines[7].Trim() : "")
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    public static void Delete(string data) => File.Delete(Path.Combine(data, "postmaster.pid"));

    /// <summary>True when that process lives; of whatever program.</summary>
    public bool Lives()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>
    /// True when that process is a PostgreSQL that works in <paramref name="data"/>: the number may be somebody else's
    /// by now.
    /// </summary>
    public bool Serves(string data) => Serves(ProcessId, data);

    /// <summary>
    /// The processes, postmaster or left-over backends, that work in <paramref name="data"/>; known on Linux only.
    /// </summary>
    public static IReadOnlyList<int> ServersOf(string data) => !OperatingSystem.IsLinux()
        ? []
        : [.. Directory.EnumerateDirectories("/proc")
            .Select(
                folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0 && Serves(pid, data))];

    private static bool Serves(int pid, string data)
    {
        try
        {
            if (OperatingSystem.IsLinux())
                return Directory.ResolveLinkTarget($"/proc/{pid}/cwd", false)?.FullName == data;
            using var process = Process.GetProcessById(pid);
            return process.ProcessName == "postgres";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
