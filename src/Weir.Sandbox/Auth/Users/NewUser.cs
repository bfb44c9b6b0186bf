using System.Text.Json;

namespace Weir.Sandbox.Auth.Users;

/// <summary>An account to be made.</summary>
internal sealed record NewUser
{
    private static readonly string s_emailProvider =
        JsonSerializer.Serialize(new { provider = "email", providers = new[] { "email" } });

    public required Guid Id { get; init; }

    /// <summary>Normalised address; null makes an anonymous account.</summary>
    public string? Email { get; init; }

    public string? PasswordHash { get; init; }

    public bool Confirmed { get; init; }

    public bool Invited { get; init; }

    public string Role { get; init; } = "authenticated";

    public JsonElement? UserMetadata { get; init; }

    public string AppMetadataJson => Email is null ? "{}" : s_emailProvider;

    public string UserMetadataJson => UserMetadata is { ValueKind: JsonValueKind.Object } data ? data.GetRawText() : "{}";
}
