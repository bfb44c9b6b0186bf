using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Weir.Api.Tests.Kit;

/// <summary>
/// A Supabase project on loopback as far as tokens go: a key, its key set over HTTP, and access tokens.
/// </summary>
internal sealed class Project : IAsyncDisposable
{
    private const string KeyId = "test-key";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly WebApplication _app;

    private Project(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.Single());

    /// <summary>Whether the key set is served.</summary>
    public bool IsUp { get; set; } = true;

    public static async Task<Project> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var project = new Project(app);
        app.MapGet("/auth/v1/.well-known/jwks.json", () =>
            project.IsUp ? Results.Text(project.KeySet(), "application/json") : Results.StatusCode(503));
        await app.StartAsync();
        return project;
    }

    /// <summary>An access token as Supabase signs it.</summary>
    public string TokenFor(Guid user, TimeSpan? lifetime = null, bool isAnonymous = false, bool isAdmin = false)
    {
        var now = TimeProvider.System.GetUtcNow();
        var header = Encode(new { alg = "ES256", kid = KeyId, typ = "JWT" });
        var payload = Encode(new
        {
            iss = Url.AbsoluteUri + "auth/v1",
            aud = "authenticated",
            role = "authenticated",
            sub = user,
            email = isAnonymous ? "" : $"{user:n}@example.test",
            session_id = Guid.CreateVersion7(),
            is_anonymous = isAnonymous,
            app_metadata = isAdmin ? new { weir_role = "admin" } : null,
            user_metadata = new { weir_role = "admin" },
            aal = "aal1",
            iat = (now - TimeSpan.FromHours(1)).ToUnixTimeSeconds(),
            exp = (now + (lifetime ?? TimeSpan.FromHours(1))).ToUnixTimeSeconds(),
        });
        var signed = System.Text.Encoding.ASCII.GetBytes($"{header}.{payload}");
        return $"{header}.{payload}.{Base64Url.EncodeToString(_key.SignData(signed, HashAlgorithmName.SHA256))}";
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private string KeySet()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return JsonSerializer.Serialize(new
        {
            keys = new[]
            {
                new
                {
                    kty = "EC", crv = "P-256", alg = "ES256", use = "sig", kid = KeyId,
                    x = Base64Url.EncodeToString(point.X), y = Base64Url.EncodeToString(point.Y),
                },
            },
        });
    }

    private static string Encode(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
