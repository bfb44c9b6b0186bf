using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Weir.State;

namespace Weir.Cli.Test;

/// <summary>
/// A whole Weir for suites that are only clients, started when the first of them asks, in a folder of its own.
/// </summary>
internal sealed class LiveWeir : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly string _state = Path.Combine(Path.GetTempPath(), $"weir-test-{Guid.CreateVersion7():N}");
    private RunningSystem? _running;

    /// <summary>Where it is, in the variables that the suites read.</summary>
    public async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            _running ??= await StartAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
        var secrets = StateFolder.At(_state).Secrets();
        return new Dictionary<string, string>
        {
            ["WEIR_URL"] = _running.Url,
            ["WEIR_ANON_KEY"] = secrets.AnonKey,
            ["WEIR_SERVICE_ROLE_KEY"] = secrets.ServiceRoleKey,
            ["WEIR_STRIPE_WEBHOOK_SECRET"] = secrets.StripeWebhookSecret,
        };
    }

    public async ValueTask DisposeAsync()
    {
        _gate.Dispose();
        if (Directory.Exists(_state))
        {
            await RunAsync(["down", "--state", _state], CancellationToken.None);
            Directory.Delete(_state, recursive: true);
        }
    }

    private async Task<RunningSystem> StartAsync(CancellationToken cancellationToken)
    {
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        var (exitCode, output) = await RunAsync(
            ["up", "--detach", "--port", port, "--state", _state], cancellationToken);
        return exitCode == 0 && StateFolder.At(_state).Running() is { } running
            ? running
            : throw new CommandFailedException($"The Weir that tests call did not start:\n{output}");
    }

    private static Task<(int ExitCode, string Output)> RunAsync(
        IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        TestProcess.RunAsync(
            ["dotnet", "exec", typeof(LiveWeir).Assembly.Location, .. arguments], Checkout.Root, null,
            cancellationToken);

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
