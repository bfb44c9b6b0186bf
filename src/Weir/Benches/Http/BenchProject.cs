using System.Globalization;
using System.Text.Json.Nodes;
using Weir.Benches.Load;
using Weir.Proofs.Tokens;

namespace Weir.Benches.Http;

/// <summary>
/// Stands where the Supabase project stands: serves its key set over HTTP, and has signed an access token for each user,
/// ES256, with the claims that Supabase writes.
/// </summary>
internal sealed class BenchProject : IAsyncDisposable
{
    private static readonly TimeSpan s_tokenLifetime = TimeSpan.FromHours(12);
    private readonly ForgeKey _key = ForgeKey.Ecdsa("bench-es256");
    private readonly WebApplication _server;

    private BenchProject()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "weir" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(
            kestrel => kestrel.ListenLocalhostOnAnyPort());
        builder.Services.AddRouting();
        _server = builder.Build();
        var keys = new JsonObject { ["keys"] = new JsonArray(_key.Jwk.DeepClone()) }.ToJsonString();
        _server.MapGet("/auth/v1/.well-known/jwks.json", () => Results.Text(keys, "application/json"));
    }

    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    public static async Task<BenchProject> StartAsync(CancellationToken cancellationToken)
    {
        var project = new BenchProject();
        await project._server.StartAsync(cancellationToken);
        project.Url = new Uri($"http://127.0.0.1:{project._server.PortOf()}");
        return project;
    }

    /// <summary>Writes a line for each user: the customer's number, and a token.</summary>
    public async Task WriteTokensAsync(string path, IEnumerable<int> customers, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var header = ForgeWorld.Header(_key).ToJsonString();
        var lines = customers.AsParallel().Select(number => string.Create(
            CultureInfo.InvariantCulture, $"{number} {ForgeWorld.Sign(_key, header, Claims(number, now).ToJsonString())}"));
        await File.WriteAllLinesAsync(path, lines, cancellationToken);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private JsonObject Claims(int number, DateTimeOffset now) => new()
    {
        ["iss"] = $"{Url.AbsoluteUri.TrimEnd('/')}/auth/v1",
        ["sub"] = BenchCustomers.IdOf(number).ToString(),
        ["aud"] = "authenticated",
        ["exp"] = (now + s_tokenLifetime).ToUnixTimeSeconds(),
        ["iat"] = now.ToUnixTimeSeconds(),
        ["email"] = $"{number}@bench.invalid",
        ["phone"] = "",
        ["app_metadata"] = new JsonObject { ["provider"] = "email", ["providers"] = new JsonArray("email") },
        ["user_metadata"] = new JsonObject { ["email_verified"] = true },
        ["role"] = "authenticated",
        ["aal"] = "aal1",
        ["amr"] = new JsonArray(new JsonObject { ["method"] = "password", ["timestamp"] = now.ToUnixTimeSeconds() }),
        ["session_id"] = BenchCustomers.IdOf(-number).ToString(),
        ["is_anonymous"] = false,
    };
}
