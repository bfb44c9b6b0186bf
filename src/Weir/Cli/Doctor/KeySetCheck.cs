using System.Text.Json;

namespace Weir.Cli.Doctor;

/// <summary>The keys that callers' tokens are verified with.</summary>
internal static class KeySetCheck
{
    private const string Name = "Token keys (JWKS)";
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    public static async Task<Finding> RunAsync(Installation installation, CancellationToken cancellationToken)
    {
        if (installation.SupabaseUrl is null) return Finding.Warn(Name, "not looked for: SUPABASE_URL is missing");
        var address = new Uri(installation.SupabaseUrl, "/auth/v1/.well-known/jwks.json");
        using var http = new HttpClient { Timeout = s_timeout };
        try
        {
            var set = await http.GetFromJsonAsync<JsonElement>(address, cancellationToken);
            var count = set.GetProperty("keys").GetArrayLength();
            if (count > 0) return Finding.Ok(Name, $"{count} at {address}");
            return installation.Options.SupabaseJwtSecret is null
                ? Finding.Fail(
                    Name,
                    $"{address} lists none: the project signs with a shared secret. "
                    + "Switch it to signing keys, or set SUPABASE_JWT_SECRET")
                : Finding.Warn(Name, $"{address} lists none: tokens are verified with SUPABASE_JWT_SECRET alone");
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or KeyNotFoundException
            or InvalidOperationException or NotSupportedException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Finding.Fail(Name, $"{address} does not answer with a key set: {failure.Message}");
        }
    }
}
