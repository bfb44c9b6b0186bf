using Microsoft.Extensions.Hosting;

namespace Weir.Gateway.Pipeline;

/// <summary>When the server stops, calls in flight may go on for a while; then they are cut, so that they can still be settled.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _cut = new();
    private readonly CancellationTokenRegistration _stopping;
    private readonly ITimer _timer;

    public StopSignal(IHostApplicationLifetime lifetime, GatewayOptions options, TimeProvider time)
    {
        _timer = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), _cut, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _stopping = lifetime.ApplicationStopping.Register(() => _timer.Change(options.StopGrace, Timeout.InfiniteTimeSpan));
    }

    /// <summary>Cancelled when calls must end now.</summary>
    public CancellationToken Cut => _cut.Token;

    public void Dispose()
    {
        _stopping.Dispose();
        _timer.Dispose();
        _cut.Dispose();
    }
}
