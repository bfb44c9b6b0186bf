using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Auth.Wire;

/// <summary>The dated version of the error body that a client asks for.</summary>
internal static class ApiVersion
{
    public const string Header = "X-Supabase-Api-Version";

    /// <summary>The version since which <c>code</c> is a string.</summary>
    public const string Coded = "2024-01-01";

    private static readonly DateOnly CodedSince = new(2024, 1, 1);

    public static bool WantsCoded(HttpRequest request) =>
        DateOnly.TryParseExact(
            request.Headers[Header].ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && date >= CodedSince;
}
