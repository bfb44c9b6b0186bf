namespace Weir.Conformance.Tests.Kills;

/// <summary>Holds bytes between server and PostgreSQL.</summary>
internal sealed class ProxyHold(HoldingProxy.Order order) : IHold
{
    public Task ReachedAsync(CancellationToken cancellationToken) => order.Reached.WaitAsync(cancellationToken);

    public Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ReleaseAsync(CancellationToken cancellationToken)
    {
        order.Drop();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        order.Drop();
        return ValueTask.CompletedTask;
    }
}
