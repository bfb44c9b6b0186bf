using System.Text.Json;

namespace Weir.Sandbox.Auth.Admin;

/// <summary>Body of <c>POST /admin/generate_link</c> and <c>/invite</c>.</summary>
internal sealed record LinkRequest(
    string? Type, string? Email, string? NewEmail, string? Password, JsonElement? Data, string? RedirectTo);
