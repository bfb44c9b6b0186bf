using System.Text.Json;

namespace Weir.Sandbox.Auth.Admin;

/// <summary>Body of <c>POST /admin/users</c> and <c>PUT /admin/users/{id}</c>; what is absent stays.</summary>
internal sealed record AdminUserRequest(
    string? Id, string? Email, string? Phone, string? Password, string? PasswordHash, bool? EmailConfirm, string? Role,
    string? BanDuration, JsonElement? UserMetadata, JsonElement? AppMetadata);
