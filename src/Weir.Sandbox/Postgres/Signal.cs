using System.Globalization;

namespace Weir.Sandbox.Postgres;

/// <summary>Sends a signal with the shell's own <c>kill</c>: small machines have no such command.</summary>
internal static class Signal
{
    public static Task SendAsync(string name, int processId, CancellationToken cancellationToken) =>
        Command.RunAsync(
            ["/bin/sh", "-c", $"kill -s {name} {processId.ToString(CultureInfo.InvariantCulture)}"], cancellationToken);
}
