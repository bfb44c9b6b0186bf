namespace Weir.Sandbox.Auth.Sessions;

/// <summary>What is known of a refresh token when it comes back.</summary>
/// <param name="Id">Row id.</param>
/// <param name="Spent">Whether it has been exchanged.</param>
/// <param name="SpentAt">When, if so.</param>
/// <param name="IsParentOfActive">Whether the active token of the session was given for it.</param>
internal sealed record RefreshTokenState(long Id, bool Spent, DateTime SpentAt, bool IsParentOfActive);
