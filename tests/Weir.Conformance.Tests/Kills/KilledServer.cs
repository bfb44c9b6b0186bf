using Weir.Conformance.Tests.Live;

namespace Weir.Conformance.Tests.Kills;

/// <summary>A <c>weir serve</c> that is killed and started again, always on the same port.</summary>
/// <param name="databaseUrl">Its database.</param>
/// <param name="projectUrl">Whose tokens it takes; it is ready only when that answers.</param>
internal sealed class KilledServer(string databaseUrl, Uri projectUrl) : IAsyncDisposable
{
    private readonly int _port = LiveSystem.FreePort();
    private WeirProcess? _process;

    public Uri Url => new($"http://127.0.0.1:{_port}");

    /// <summary>Returns when it serves.</summary>
    public async Task StartAsync()
    {
        _process = WeirProcess.Start(["serve", "--port", $"{_port}"], new Dictionary<string, string?>
        {
            ["WEIR_ENV"] = "development",
            ["WEIR_DATABASE_URL"] = databaseUrl,
            ["WEIR_DATABASE_DIRECT_URL"] = null,
            ["SUPABASE_URL"] = projectUrl.ToString().TrimEnd('/'),
            ["OPENAI_API_KEY"] = "sk-sandbox",
            ["OPENAI_BASE_URL"] = "http://127.0.0.1:9/v1",
            ["STRIPE_SECRET_KEY"] = "sk_test_of_the_kills",
            ["STRIPE_WEBHOOK_SECRET"] = Hook.StripeSecret,
            ["LEMONSQUEEZY_API_KEY"] = "key-of-the-kills",
            ["LEMONSQUEEZY_STORE_ID"] = Hook.Store,
            ["LEMONSQUEEZY_WEBHOOK_SECRET"] = Hook.LemonSqueezySecret,
        });
        using var http = new HttpClient { BaseAddress = Url };
        await LiveSystem.WaitAsync(http, _process);
    }

    /// <summary><c>kill -9</c>, whatever it is doing.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        await _process.KillHardAsync();
        await _process.DisposeAsync();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
    }
}
