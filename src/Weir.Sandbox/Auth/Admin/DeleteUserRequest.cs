namespace Weir.Sandbox.Auth.Admin;

/// <summary>Body of <c>DELETE /admin/users/{id}</c>.</summary>
internal sealed record DeleteUserRequest(bool? ShouldSoftDelete);
