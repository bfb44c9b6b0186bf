using System.Diagnostics;

namespace Weir.Cli;

/// <summary>Short shell commands of our own.</summary>
internal static class Shell
{
    /// <summary>What the command wrote to standard output; empty when it failed.</summary>
    public static async Task<string> ReadAsync(string command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command);
        using var shell = Process.Start(start)!;
        var output = shell.StandardOutput.ReadToEndAsync(cancellationToken);
        await shell.StandardError.ReadToEndAsync(cancellationToken);
        await shell.WaitForExitAsync(cancellationToken);
        return shell.ExitCode == 0 ? await output : "";
    }
}
