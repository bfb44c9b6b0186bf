using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using Weir.Core.Deployment;
using Weir.Server;
using Weir.Settings;

namespace Weir.Cli.Serve;

/// <summary><c>weir serve [--port 8787]</c>: the server alone, against real services.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var port = SharedOptions.Port();
        var command =
            new Command("serve", "Run the server alone, configured by the environment; no sandbox.") { port };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(port), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int port, CancellationToken cancellationToken)
    {
        var options = OptionsReader.Read(forServer: true, mode: null, out var faults);
        if (faults.Count > 0)
            throw new CommandFailedException(
                "Weir refuses to start:\n" + string.Join('\n', faults.Select(fault => $"  {fault}")));
        var isPublic = options.Mode == WeirMode.Production;
        PortCheck.ThrowIfTaken(port, isPublic);
        await using var server = WeirServer.Build(Settings(options, port, isPublic));
        await FitDatabase.RequireAsync(ServerLogin.ConnectionString(options.Database!), cancellationToken);
        try
        {
            await server.StartAsync(cancellationToken);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            throw PortCheck.Taken(port);
        }
        Terminal.Line($"Weir serves on port {port}.");
        await WaitAsync(cancellationToken);
        await server.StopAsync(CancellationToken.None);
        return 0;
    }

    private static async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Terminal.Error("Stopping: calls in flight are finished first.");
        }
    }

    private static ServerSettings Settings(WeirOptions options, int port, bool isPublic) => new()
    {
        Mode = options.Mode,
        Port = port,
        IsPublic = isPublic,
        Database = ServerLogin.ConnectionString(options.Database!),
        DatabaseDirect = options.DatabaseDirect?.ConnectionString,
        SupabaseUrl = options.SupabaseUrl!,
        SupabaseJwtSecret = options.SupabaseJwtSecret,
        AdminKey = options.AdminKey,
        OpenAiApiKey = options.OpenAiApiKey!,
        OpenAiBaseUrl = options.OpenAiBaseUrl,
        CorsOrigins = options.CorsOrigins,
        RateLimitPerMinute = options.RateLimitPerMinute,
        Billing = options.Billing,
        JsonLogs = !Terminal.IsInteractive,
    };
}
