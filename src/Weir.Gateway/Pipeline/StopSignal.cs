using Microsoft.Extensions.Hosting;

namespace Weir.Gateway.Pipeline;

/// <summary>
/// When the server stops, calls in flight may go on for a while; then they are cut, so that they can still be settled.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _cut;
    private readonly CancellationTokenRegistration _stopping;

    public StopSignal(IHostApplicationLifetime lifetime, GatewayOptions options, TimeProvider time)
    {
        _cut = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _stopping = lifetime.ApplicationStopping.Register(() => _cut.CancelAfter(options.StopGrace));
    }

    /// <summary>Cancelled when calls must end now.</summary>
    public CancellationToken Cut => _cut.Token;

    public void Dispose()
    {
        _stopping.Dispose();
        _cut.Dispose();
    }
}
