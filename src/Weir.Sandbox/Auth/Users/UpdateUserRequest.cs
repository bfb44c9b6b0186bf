using System.Text.Json;

namespace Weir.Sandbox.Auth.Users;

/// <summary>Body of <c>PUT /user</c>; what is absent stays.</summary>
internal sealed record UpdateUserRequest(
    string? Email, string? Phone, string? Password, string? CurrentPassword, JsonElement? Data,
    string? CodeChallenge, string? CodeChallengeMethod);
