using System.Diagnostics;
using System.Globalization;

namespace Weir.Cli.Down;

/// <summary>Asks a process to end with the shell's own <c>kill</c>: small machines have no such command.</summary>
internal static class ProcessSignal
{
    public static async Task TerminateAsync(int process, CancellationToken cancellationToken)
    {
        using var shell = Process.Start(
            "/bin/sh", ["-c", $"kill -s TERM {process.ToString(CultureInfo.InvariantCulture)}"]);
        await shell.WaitForExitAsync(cancellationToken);
    }
}
