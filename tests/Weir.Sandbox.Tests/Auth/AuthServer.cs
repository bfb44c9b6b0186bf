using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Weir.Core.Deployment;
using Weir.Sandbox.Auth;
using Weir.Sandbox.Auth.Keys;
using Weir.Sandbox.Auth.Mint;
using Weir.Testing;

namespace Weir.Sandbox.Tests.Auth;

/// <summary>The sandbox's accounts alone, on Kestrel, with a database and a state folder of their own.</summary>
internal sealed class AuthServer : IAsyncDisposable
{
    public const string AnonKey = "anon-key-of-these-tests";
    public const string ServiceRoleKey = "service-role-key-of-these-tests";

    private readonly WebApplication _app;
    private readonly bool _ownsDatabase;
    private readonly RecordedLog _log;

    private AuthServer(
        WebApplication app, TestDatabase database, bool ownsDatabase, SandboxAuthOptions options, Uri address, RecordedLog log)
    {
        (_app, Database, _ownsDatabase, Options, _log) = (app, database, ownsDatabase, options, log);
        Client = new AuthClient(address);
    }

    public TestDatabase Database { get; }

    public SandboxAuthOptions Options { get; }

    public AuthClient Client { get; }

    public SandboxKeyring Keyring => _app.Services.GetRequiredService<SandboxKeyring>();

    public SandboxTokenMint Mint => _app.Services.GetRequiredService<SandboxTokenMint>();

    /// <summary>Everything logged so far, by us at every level.</summary>
    public string LogText => string.Join('\n', _log.Lines);

    /// <summary>Starts one, or a second process's worth of it on the database and state folder of another.</summary>
    public static async Task<AuthServer> StartAsync(
        Action<SandboxAuthOptions>? configure = null, TimeProvider? time = null, AuthServer? sharing = null)
    {
        var database = sharing?.Database ?? await TestDatabase.CreateAsync(TestContext.Current.CancellationToken);
        // Bound here and handed over, so that the address is known before the server is built, and is nobody else's.
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}");
        var options = new SandboxAuthOptions
        {
            Mode = WeirMode.Development,
            ConnectionString = AdminConnection(database),
            Url = sharing?.Options.Url ?? address.GetLeftPart(UriPartial.Authority),
            StateFolder = sharing?.Options.StateFolder ?? Directory.CreateTempSubdirectory("weir-auth-").FullName,
            AnonKey = AnonKey,
            ServiceRoleKey = ServiceRoleKey,
        };
        configure?.Invoke(options);

        var builder = WebApplication.CreateSlimBuilder();
        var log = new RecordedLog();
        // The framework's request lines name whole addresses, with codes in them; the host keeps them off, as here.
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace)
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenHandle((ulong)socket.Handle));
        if (time is not null) builder.Services.AddSingleton(time);
        builder.Services.AddSandboxAuth(options);
        var app = builder.Build();
        app.UseRouting();
        app.UseCors();
        app.MapSandboxAuth();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new AuthServer(app, database, sharing is null, options, address, log);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        if (!_ownsDatabase) return;
        await Database.DisposeAsync();
        Directory.Delete(Options.StateFolder, recursive: true);
    }

    private static string AdminConnection(TestDatabase database) =>
        new NpgsqlConnectionStringBuilder(database.OwnerConnectionString) { Username = "supabase_auth_admin" }
            .ConnectionString;

    private sealed class RecordedLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
