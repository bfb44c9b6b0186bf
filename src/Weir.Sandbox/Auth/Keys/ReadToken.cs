namespace Weir.Sandbox.Auth.Keys;

/// <summary>What an access token of ours says, once its signature and life are checked.</summary>
internal sealed record ReadToken(Guid? Subject, Guid? SessionId, string? Role, string? Issuer);
