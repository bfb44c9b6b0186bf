using System.Text.Json;
using System.Text.Json.Serialization;

namespace Weir.Sandbox.Auth.Users;

/// <summary>A user as clients see it.</summary>
internal sealed record UserJson
{
    public required Guid Id { get; init; }

    public required string Aud { get; init; }

    public required string Role { get; init; }

    public required string Email { get; init; }

    public required string Phone { get; init; }

    public DateTime? EmailConfirmedAt { get; init; }

    public DateTime? ConfirmedAt { get; init; }

    public DateTime? InvitedAt { get; init; }

    public DateTime? ConfirmationSentAt { get; init; }

    public DateTime? RecoverySentAt { get; init; }

    public string? NewEmail { get; init; }

    public DateTime? EmailChangeSentAt { get; init; }

    public DateTime? LastSignInAt { get; init; }

    public required JsonElement AppMetadata { get; init; }

    public required JsonElement UserMetadata { get; init; }

    public required JsonElement Identities { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; init; }

    public DateTime? BannedUntil { get; init; }

    public DateTime? DeletedAt { get; init; }

    public bool IsAnonymous { get; init; }

    /// <summary>Members of the admin's link answer; absent elsewhere.</summary>
    [JsonExtensionData]
    public IDictionary<string, object>? Link { get; init; }

    public static UserJson Of(AuthUser user) => new()
    {
        Id = user.Id,
        Aud = user.Audience,
        Role = user.Role,
        Email = user.Email ?? "",
        Phone = user.Phone ?? "",
        EmailConfirmedAt = user.EmailConfirmedAt,
        ConfirmedAt = user.EmailConfirmedAt,
        InvitedAt = user.InvitedAt,
        ConfirmationSentAt = user.ConfirmationSentAt,
        RecoverySentAt = user.RecoverySentAt,
        NewEmail = user.NewEmail,
        EmailChangeSentAt = user.EmailChangeSentAt,
        LastSignInAt = user.LastSignInAt,
        AppMetadata = Parse(user.AppMetadataJson),
        UserMetadata = Parse(user.UserMetadataJson),
        Identities = Parse(user.IdentitiesJson),
        CreatedAt = user.CreatedAt,
        UpdatedAt = user.UpdatedAt,
        BannedUntil = user.BannedUntil,
        DeletedAt = user.DeletedAt,
        IsAnonymous = user.IsAnonymous,
    };

    /// <summary>
    /// The made-up user of a sign-up for an address that has an account already: like a fresh one, with nobody behind it.
    /// </summary>
    public static UserJson Obfuscated(string email, JsonElement? data, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(),
        Aud = "authenticated",
        Role = "authenticated",
        Email = email,
        Phone = "",
        ConfirmationSentAt = now,
        AppMetadata = Parse("""{"provider":"email","providers":["email"]}"""),
        UserMetadata = data is { ValueKind: JsonValueKind.Object } given ? given : Parse("{}"),
        Identities = Parse("[]"),
        CreatedAt = now,
        UpdatedAt = now,
    };

    private static JsonElement Parse(string json) => JsonElement.Parse(json);
}
