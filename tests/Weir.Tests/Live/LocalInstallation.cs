using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Weir.Tests.Live;

/// <summary>A state folder and a port of one test's own.</summary>
internal sealed class LocalInstallation : IAsyncDisposable
{
    public string State { get; } = Path.Combine(Path.GetTempPath(), $"weir-test-{Guid.CreateVersion7():N}");

    public int Port { get; } = FreePort();

    public string PortText => Port.ToString(CultureInfo.InvariantCulture);

    public int Process => int.Parse(File.ReadAllText(Path.Combine(State, "up.pid")), CultureInfo.InvariantCulture);

    public Task<(int ExitCode, string Output, string Errors)> UpAsync(params string[] more) =>
        Launcher.RunAsync(["up", "--detach", "--port", PortText, "--state", State, .. more]);

    public Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        Launcher.RunAsync([.. arguments, "--state", State]);

    public async Task<JsonElement> StatusAsync()
    {
        var (exitCode, output, errors) = await RunAsync("status", "--json");
        exitCode.ShouldBe(0, errors);
        return JsonDocument.Parse(output).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("down");
        var location = Path.Combine(State, "postgres", "location");
        if (File.Exists(location) && File.ReadAllText(location) is var home && Directory.Exists(home))
            Directory.Delete(home, recursive: true);
        if (Directory.Exists(State)) Directory.Delete(State, recursive: true);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
