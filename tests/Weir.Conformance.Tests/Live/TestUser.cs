namespace Weir.Conformance.Tests.Live;

/// <summary>A signed-up user and a client that sends its access token.</summary>
internal sealed record TestUser(Guid Id, string Email, string Token, HttpClient Http);
