namespace Weir.Sandbox.Auth.OneTime;

/// <summary>A row of <c>auth.flow_state</c> whose authorization code was issued.</summary>
internal sealed record FlowState(Guid Id, Guid UserId, PkceChallenge Challenge, string Method, DateTime IssuedAt);
