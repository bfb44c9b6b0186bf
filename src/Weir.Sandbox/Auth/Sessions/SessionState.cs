namespace Weir.Sandbox.Auth.Sessions;

/// <summary>A live row of <c>auth.sessions</c>.</summary>
/// <param name="Id">Session id, <c>session_id</c> of its tokens.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="Aal">Assurance level.</param>
/// <param name="RefreshTokens">How many refresh tokens it has had; the last one is active.</param>
/// <param name="AmrJson">Methods that opened it, as the token's <c>amr</c>.</param>
internal sealed record SessionState(Guid Id, Guid UserId, string Aal, long RefreshTokens, string AmrJson);
