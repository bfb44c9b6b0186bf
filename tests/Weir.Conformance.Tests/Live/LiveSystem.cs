using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Npgsql;

namespace Weir.Conformance.Tests.Live;

/// <summary>
/// The whole product on a free port with a state folder of its own: what <c>./weir up</c> starts, driven only by public
/// HTTP; <see cref="Database"/> is for looking, as the migrating role.
/// </summary>
internal sealed class LiveSystem : IAsyncDisposable
{
    private readonly string _state;
    private readonly int _port;
    private readonly string _blueprint;
    private readonly Dictionary<string, string?> _environment;
    private int _users;

    private LiveSystem(string state, int port, string blueprint, Dictionary<string, string?> environment)
    {
        (_state, _port, _blueprint, _environment) = (state, port, blueprint, environment);
        Process = StartUp();
    }

    public WeirProcess Process { get; private set; }

    public JsonElement Status { get; private set; }

    public Uri Url => new(Status.GetProperty("url").GetString()!);

    public string AnonKey => Status.GetProperty("anon_key").GetString()!;

    public string ServiceRoleKey => Status.GetProperty("service_role_key").GetString()!;

    /// <summary>The sandbox's key of an app's server (<c>wk_…</c>).</summary>
    public string ServiceKey => Status.GetProperty("weir_service_key").GetString()!;

    public string DatabaseUrl => Status.GetProperty("database_url").GetString()!;

    public string StateFolder => _state;

    public HttpClient Http { get; private set; } = new();

    public NpgsqlDataSource Database { get; private set; } = null!;

    public static async Task<LiveSystem> StartAsync(
        string blueprint = "scritorio", IReadOnlyDictionary<string, string?>? environment = null)
    {
        var state = Path.Combine(Path.GetTempPath(), "weir-live-" + Guid.CreateVersion7().ToString("N"));
        var all = new Dictionary<string, string?>
        {
            ["OPENAI_API_KEY"] = null,
            ["SUPABASE_URL"] = null,
            ["WEIR_DATABASE_URL"] = null,
            ["WEIR_RATE_LIMIT_PER_MINUTE"] = "100000",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>()) all[name] = value;
        var system = new LiveSystem(state, FreePort(), blueprint, all);
        await system.WaitUntilReadyAsync();
        return system;
    }

    /// <summary>Another server process on the same database, its tokens checked by the first one's JWKS.</summary>
    public async Task<SecondServer> StartSecondServerAsync(IReadOnlyDictionary<string, string?>? overrides = null)
    {
        var port = FreePort();
        var environment = new Dictionary<string, string?>(_environment)
        {
            ["WEIR_ENV"] = "development",
            ["WEIR_DATABASE_URL"] = DatabaseUrl,
            ["SUPABASE_URL"] = Url.ToString().TrimEnd('/'),
            ["OPENAI_API_KEY"] = "sk-sandbox",
            ["OPENAI_BASE_URL"] = ProviderUrl + "/openai/v1",
        };
        foreach (var (name, value) in overrides ?? new Dictionary<string, string?>()) environment[name] = value;
        var process = WeirProcess.Start(["serve", "--port", $"{port}"], environment);
        var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(2) };
        await WaitAsync(http, process);
        return new SecondServer(process, http);
    }

    public string ProviderUrl => Status.GetProperty("sandbox").GetProperty("provider_url").GetString()!.TrimEnd('/');

    /// <summary>Starts it again on the same state, after <see cref="WeirProcess.KillHardAsync"/>.</summary>
    public async Task RestartAsync()
    {
        await Process.DisposeAsync();
        Process = StartUp();
        await WaitUntilReadyAsync();
    }

    /// <summary>Signs a fresh user up, as supabase-js would.</summary>
    public async Task<TestUser> SignUpAsync(string? email = null)
    {
        email ??= $"user{Interlocked.Increment(ref _users)}@example.test";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Url, "/auth/v1/signup"))
        {
            Content = JsonContent.Create(new { email, password = "correct horse battery" }),
        };
        request.Headers.Add("apikey", AnonKey);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        var session = await response.Content.ReadFromJsonAsync<JsonElement>();
        var token = session.GetProperty("access_token").GetString()!;
        return new TestUser(session.GetProperty("user").GetProperty("id").GetGuid(), email, token, ClientFor(Url, token));
    }

    public static HttpClient ClientFor(Uri url, string token)
    {
        var http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromMinutes(2) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    /// <summary>Scripts the provider stand-in; see the contract's sandbox table.</summary>
    public async Task ScriptProviderAsync(params object[] faults)
    {
        using var response = await Http.PostAsJsonAsync($"{ProviderUrl}/openai/script", new { faults });
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
    }

    public async Task ClearProviderScriptAsync() => (await Http.DeleteAsync($"{ProviderUrl}/openai/script")).Dispose();

    /// <summary>What the stand-in really served.</summary>
    public async Task<IReadOnlyList<JsonElement>> ProviderCallsAsync()
    {
        var answer = await Http.GetFromJsonAsync<JsonElement>($"{ProviderUrl}/openai/calls");
        var calls = answer.ValueKind == JsonValueKind.Array ? answer : answer.GetProperty("data");
        return calls.EnumerateArray().ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (Database is not null) await Database.DisposeAsync();
        await Process.DisposeAsync();
        await WeirProcess.RunAsync(["down", "--state", _state]);
        if (Directory.Exists(_state)) Directory.Delete(_state, recursive: true);
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    internal static async Task WaitAsync(HttpClient http, WeirProcess process)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException("weir stopped:\n" + process.Output);
            try
            {
                using var ready = await http.GetAsync(new Uri("/readyz", UriKind.Relative), patience.Token);
                if (ready.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
            }
            catch (OperationCanceledException)
            {
                throw new InvalidOperationException("weir did not become ready:\n" + process.Output);
            }
            await Task.Delay(100, CancellationToken.None);
        }
    }

    private WeirProcess StartUp() =>
        WeirProcess.Start(["up", "--blueprint", _blueprint, "--port", $"{_port}", "--state", _state], _environment);

    private async Task WaitUntilReadyAsync()
    {
        Http.Dispose();
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port}"), Timeout = TimeSpan.FromMinutes(2) };
        await WaitAsync(Http, Process);
        var (exitCode, output) = await WeirProcess.RunAsync(["status", "--json", "--state", _state]);
        exitCode.ShouldBe(0, output);
        Status = JsonDocument.Parse(output).RootElement;
        if (Database is not null) await Database.DisposeAsync();
        Database = NpgsqlDataSource.Create(ConnectionString(new Uri(DatabaseUrl)));
    }

    private static string ConnectionString(Uri url)
    {
        var login = url.UserInfo.Split(':');
        return new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Port = url.Port,
            Username = Uri.UnescapeDataString(login[0]),
            Password = Uri.UnescapeDataString(login[1]),
            Database = url.AbsolutePath.Trim('/'),
            MaxPoolSize = 10,
        }.ConnectionString;
    }
}
