using System.Text.Json;

namespace Weir.Sandbox.Auth.OneTime;

/// <summary>Body of <c>POST /otp</c>, <c>/magiclink</c> and <c>/recover</c>.</summary>
internal sealed record OtpRequest(
    string? Email, string? Phone, bool? CreateUser, JsonElement? Data, string? CodeChallenge, string? CodeChallengeMethod);
