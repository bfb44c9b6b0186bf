using System.Text.Json;

namespace Weir.Sandbox.Auth.Users;

/// <summary>What changes of an account; null leaves a thing as it is.</summary>
internal sealed record UserChange
{
    public string? PasswordHash { get; init; }

    /// <summary>Merged one level deep; a null inside removes its key.</summary>
    public JsonElement? UserMetadata { get; init; }

    /// <summary>Merged as <see cref="UserMetadata"/>.</summary>
    public JsonElement? AppMetadata { get; init; }

    public string? Role { get; init; }

    public BanChange? Ban { get; init; }
}
