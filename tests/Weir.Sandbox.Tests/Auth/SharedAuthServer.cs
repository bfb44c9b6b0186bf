using Weir.Sandbox.Tests.Auth;

[assembly: AssemblyFixture(typeof(SharedAuthServer))]

namespace Weir.Sandbox.Tests.Auth;

/// <summary>One server with default options for all tests that bring their own users; made when the first one asks.</summary>
public sealed class SharedAuthServer : IAsyncDisposable
{
    private readonly Lazy<Task<AuthServer>> _server = new(static () => AuthServer.StartAsync());

    internal Task<AuthServer> GetAsync() => _server.Value;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated) await (await _server.Value).DisposeAsync();
    }
}
