using Weir.Benches.Load;
using Weir.Data;
using Weir.Data.Engine;

namespace Weir.Benches.Children;

/// <summary>What a process of the bench works with, put together as the server puts it together.</summary>
internal sealed class ChildWorker : IAsyncDisposable
{
    private readonly LoadDriver? _driver;
    private readonly IAsyncDisposable _owned;

    private ChildWorker(LoadDriver? driver, IAsyncDisposable owned, int port = 0)
    {
        _driver = driver;
        _owned = owned;
        Port = port;
    }

    public int Port { get; }

    public static async Task<ChildWorker> StartAsync(
        ChildRole role, ChildSettings settings, CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        switch (role)
        {
            case ChildRole.Engine:
                var services = Services(settings);
                var operation = new EngineOperation(services.GetRequiredService<EngineClient>(), TimeProvider.System);
                return new ChildWorker(new LoadDriver(operation, TimeProvider.System), services);
            default:
                throw new ArgumentOutOfRangeException(nameof(role), role, "No such worker.");
        }
    }

    public Task<LoadReport> RunAsync(LoadPlan plan, CancellationToken cancellationToken) =>
        _driver is null
            ? throw new InvalidOperationException("This process generates no load.")
            : _driver.RunAsync(plan, cancellationToken);

    public ValueTask DisposeAsync() => _owned.DisposeAsync();

    private static ServiceProvider Services(ChildSettings settings)
    {
        var services = new ServiceCollection();
        if (settings.Lanes is not null || settings.MaxBatch is not null)
        {
            var options = new EngineOptions();
            options.Lanes = settings.Lanes ?? options.Lanes;
            options.MaxBatch = settings.MaxBatch ?? options.MaxBatch;
            services.AddWeirEngine(options); // the first registration stands
        }
        services.AddWeirData(new WeirDataOptions { ConnectionString = settings.ConnectionString! });
        return services.BuildServiceProvider();
    }
}
