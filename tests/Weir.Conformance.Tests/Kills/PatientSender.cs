namespace Weir.Conformance.Tests.Kills;

/// <summary>Sends as providers do, to one of the servers at a time, until it is told 200.</summary>
internal sealed class PatientSender : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private int _attempts;

    /// <summary>Of all messages so far.</summary>
    public int Attempts => _attempts;

    public async Task DeliverAsync(Hook hook, IReadOnlyList<Uri> servers, CancellationToken cancellationToken)
    {
        while (!await TryAsync(hook, servers[Interlocked.Increment(ref _attempts) % servers.Count], cancellationToken))
            await Task.Delay(s_pause, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> TryAsync(Hook hook, Uri server, CancellationToken cancellationToken)
    {
        try
        {
            using var request = hook.ToRequest(server, TimeProvider.System.GetUtcNow());
            using var response = await _http.SendAsync(request, cancellationToken);
            // What it refuses, it would refuse for ever.
            ((int)response.StatusCode).ShouldNotBeInRange(300, 499, await response.Content.ReadAsStringAsync(cancellationToken));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
