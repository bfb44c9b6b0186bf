using System.Text.Json.Serialization;
using Weir.Sandbox.Auth.Users;

namespace Weir.Sandbox.Auth.Sessions;

/// <summary>A session as clients see it.</summary>
internal sealed record SessionJson
{
    /// <summary>Not on the wire: the access token carries it.</summary>
    [JsonIgnore]
    public Guid SessionId { get; init; }

    public required string AccessToken { get; init; }

    public string TokenType { get; } = "bearer";

    public required long ExpiresIn { get; init; }

    /// <summary>Unix seconds.</summary>
    public required long ExpiresAt { get; init; }

    public required string RefreshToken { get; init; }

    public required UserJson User { get; init; }
}
