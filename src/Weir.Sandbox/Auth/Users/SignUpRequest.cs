using System.Text.Json;

namespace Weir.Sandbox.Auth.Users;

/// <summary>Body of <c>POST /signup</c>. Neither e-mail nor phone asks for an anonymous sign-in.</summary>
internal sealed record SignUpRequest(
    string? Email, string? Phone, string? Password, JsonElement? Data, string? CodeChallenge, string? CodeChallengeMethod);
