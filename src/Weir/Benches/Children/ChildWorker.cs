using Weir.Benches.Documents;
using Weir.Benches.Http;
using Weir.Benches.Load;
using Weir.Benches.Webhooks;
using Weir.Data.Engine;

namespace Weir.Benches.Children;

/// <summary>What a process of the bench works with, put together as the server puts it together.</summary>
internal sealed class ChildWorker : IAsyncDisposable
{
    private readonly LoadDriver? _driver;
    private readonly IAsyncDisposable _owned;

    private ChildWorker(IOperation? operation, IAsyncDisposable owned, int port = 0)
    {
        _driver = operation is null ? null : new LoadDriver(operation, TimeProvider.System);
        _owned = owned;
        Port = port;
    }

    /// <summary>Where it listens; 0 when it does not.</summary>
    public int Port { get; }

    public static async Task<ChildWorker> StartAsync(
        ChildRole role, ChildSettings settings, CancellationToken cancellationToken)
    {
        switch (role)
        {
            case ChildRole.Engine:
                var services = new ServiceCollection();
                settings.AddEngine(services);
                var provider = services.BuildServiceProvider();
                return new ChildWorker(
                    new EngineOperation(provider.GetRequiredService<EngineClient>(), TimeProvider.System), provider);
            case ChildRole.Host:
                var host = await BenchHost.StartAsync(settings, cancellationToken);
                return new ChildWorker(null, host, host.PortOf());
            case ChildRole.Seller:
                var seller = await WebhookHost.StartAsync(settings, cancellationToken);
                return new ChildWorker(null, seller, seller.PortOf());
            case ChildRole.Load:
                var calls = await HttpOperation.CreateAsync(settings.Ports, settings.Tokens!, cancellationToken);
                return new ChildWorker(calls, calls);
            case ChildRole.Calls:
                var callers = new CallOperation(settings.ConnectionString!, settings.Statement!);
                return new ChildWorker(callers, callers);
            default:
                throw new ArgumentOutOfRangeException(nameof(role), role, "No such worker.");
        }
    }

    public Task<LoadReport> RunAsync(LoadPlan plan, CancellationToken cancellationToken) =>
        _driver is null
            ? throw new InvalidOperationException("This process generates no load.")
            : _driver.RunAsync(plan, cancellationToken);

    public ValueTask DisposeAsync() => _owned.DisposeAsync();
}
