using Microsoft.AspNetCore.Connections;
using Weir.Cli.Apply;
using Weir.Core.Catalog;
using Weir.Core.Deployment;
using Weir.Sandbox.Postgres;
using Weir.Sandbox.Providers;
using Weir.Server;
using Weir.Settings;
using Weir.State;

namespace Weir.Cli.Up;

/// <summary>Database and server of one <c>up</c>, in this process.</summary>
internal sealed class LocalSystem : IAsyncDisposable
{
    private const int MaxRestarts = 10;
    private readonly StateFolder _state;
    private readonly LocalDatabase _database;
    private readonly WebApplication _server;

    private LocalSystem(StateFolder state, LocalDatabase database, WebApplication server, RunningSystem running)
    {
        _state = state;
        _database = database;
        _server = server;
        Running = running;
    }

    public RunningSystem Running { get; }

    /// <exception cref="CommandFailedException">A setting is wrong, the port is taken, the blueprint has
    /// faults.</exception>
    public static async Task<LocalSystem> StartAsync(
        UpRequest request, bool jsonLogs, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var options = OptionsReader.Read(forServer: false, WeirMode.Development, out var faults);
        if (faults.Count > 0)
            throw new CommandFailedException(
                "Weir cannot start:\n" + string.Join('\n', faults.Select(fault => $"  {fault}")));
        PortCheck.ThrowIfTaken(request.Port, isPublic: false);

        var secrets = request.State.Secrets();
        // Reading the blueprint and starting PostgreSQL take about the same time.
        var starting = LocalDatabase.StartAsync(request.State, options, secrets, progress, cancellationToken);
        LocalDatabase? database = null;
        try
        {
            var blueprint = await Task.Run(() => LoadedBlueprint.Load(request.Blueprint), cancellationToken);
            database = await starting;
            await database.PrepareAsync(blueprint, options.SupabaseUrl is null, progress, cancellationToken);
            await FitDatabase.RequireAsync(database.App.ConnectionString, cancellationToken);
            progress.Report("Starting the server");
            var url = $"http://127.0.0.1:{request.Port}";
            var server = WeirServer.Build(Settings(request, options, secrets, database, blueprint.Catalog, url, jsonLogs));
            await StartServerAsync(server, request.Port, cancellationToken);
            return new LocalSystem(request.State, database, server, Describe(request, options, database, url));
        }
        catch
        {
            database ??= await FinishAsync(starting);
            if (database is not null) await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes on cancellation. Meanwhile a database that ends by itself is started again.</summary>
    /// <exception cref="CommandFailedException">It keeps ending.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_database.Postgres is { } postgres) await KeepAliveAsync(postgres, cancellationToken);
            else await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
    }

    public async ValueTask DisposeAsync()
    {
        Say("Calls in flight are finished first, for at most 30 s.");
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
        Say("PostgreSQL writes what it holds.");
        await _database.DisposeAsync();
    }

    private void Say(string step)
    {
        _state.SayStopping(step);
        Terminal.Error(step);
    }

    private static async Task KeepAliveAsync(EmbeddedPostgres postgres, CancellationToken cancellationToken)
    {
        for (var restarts = 0; ; restarts++)
        {
            await postgres.WaitForExitAsync(cancellationToken);
            if (restarts == MaxRestarts)
                throw new CommandFailedException(
                    $"PostgreSQL has ended {restarts + 1} times; its log is {postgres.LogFile}. "
                    + "No acknowledged write is lost.");
            Terminal.Error($"PostgreSQL has ended by itself (its log is {postgres.LogFile}); it is started again.");
            await postgres.RestartAsync(null, cancellationToken);
        }
    }

    private static ServerSettings Settings(
        UpRequest request, WeirOptions options, SandboxSecrets secrets, LocalDatabase database, AppCatalog catalog,
        string url, bool jsonLogs)
    {
        var isSandboxProvider = options.OpenAiApiKey is null;
        return new ServerSettings
        {
            Mode = WeirMode.Development,
            Port = request.Port,
            IsPublic = false,
            Database = database.App.ConnectionString,
            SupabaseUrl = options.SupabaseUrl ?? new Uri(url),
            SupabaseJwtSecret = options.SupabaseJwtSecret,
            // Its own, which `status` prints; WEIR_ADMIN_KEY is for servers without stand-ins.
            AdminKey = secrets.AdminKey,
            OpenAiApiKey = options.OpenAiApiKey ?? SandboxProviderOptions.DefaultOpenAiKey,
            OpenAiBaseUrl = isSandboxProvider
                ? new Uri(url + SandboxProviderOptions.OpenAiPath)
                : options.OpenAiBaseUrl,
            CorsOrigins = options.CorsOrigins,
            RateLimitPerMinute = options.RateLimitPerMinute,
            Billing = SandboxPayments.Complete(options.Billing, secrets, url),
            SandboxAuth = options.SupabaseUrl is null
                ? SandboxAuth.Options(request.State, secrets, database.Owner, url)
                : null,
            SandboxProviders = isSandboxProvider ? new SandboxProviderOptions { Mode = WeirMode.Development } : null,
            SandboxBilling = SandboxPayments.StandIns(options.Billing, secrets, catalog, request.State, url),
            JsonLogs = jsonLogs,
        };
    }

    private static RunningSystem Describe(
        UpRequest request, WeirOptions options, LocalDatabase database, string url) => new(
        Environment.ProcessId,
        url,
        DatabaseUrl.Format(database.Owner),
        request.Blueprint,
        options.SupabaseUrl is null,
        options.OpenAiApiKey is null ? url + "/sandbox/providers" : null);

    private static async Task StartServerAsync(WebApplication server, int port, CancellationToken cancellationToken)
    {
        try
        {
            await server.StartAsync(cancellationToken);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            await server.DisposeAsync();
            throw PortCheck.Taken(port);
        }
    }

    private static async Task<LocalDatabase?> FinishAsync(Task<LocalDatabase> starting)
    {
        try
        {
            return await starting;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The first failure is the one that is told.
            return null;
        }
    }
}
