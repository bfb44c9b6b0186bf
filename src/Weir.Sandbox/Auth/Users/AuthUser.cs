namespace Weir.Sandbox.Auth.Users;

/// <summary>A row of <c>auth.users</c> with its identities. JSON stays text until it is written out.</summary>
internal sealed record AuthUser
{
    public required Guid Id { get; init; }

    public required string Audience { get; init; }

    public required string Role { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? PasswordHash { get; init; }

    public DateTime? EmailConfirmedAt { get; init; }

    public DateTime? InvitedAt { get; init; }

    public DateTime? ConfirmationSentAt { get; init; }

    public DateTime? RecoverySentAt { get; init; }

    /// <summary>The address asked for and not yet proven.</summary>
    public string? NewEmail { get; init; }

    public DateTime? EmailChangeSentAt { get; init; }

    /// <summary>0 nobody, 1 one of both addresses agreed to the change.</summary>
    public short EmailChangeStatus { get; init; }

    public DateTime? LastSignInAt { get; init; }

    public required string AppMetadataJson { get; init; }

    public required string UserMetadataJson { get; init; }

    public required string IdentitiesJson { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; init; }

    public DateTime? BannedUntil { get; init; }

    public DateTime? DeletedAt { get; init; }

    public bool IsAnonymous { get; init; }

    public bool IsConfirmed => EmailConfirmedAt is not null;

    public bool IsBannedAt(DateTimeOffset now) => BannedUntil > now.UtcDateTime;
}
