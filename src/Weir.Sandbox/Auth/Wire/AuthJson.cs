using System.Text.Json;
using System.Text.Json.Serialization;

namespace Weir.Sandbox.Auth.Wire;

/// <summary>JSON as Supabase Auth speaks it: snake_case, absent instead of null, unknown members ignored.</summary>
internal static class AuthJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowDuplicateProperties = false,
    };
}
