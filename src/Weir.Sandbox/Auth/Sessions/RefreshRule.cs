namespace Weir.Sandbox.Auth.Sessions;

/// <summary>Supabase's rotation rule.</summary>
internal static class RefreshRule
{
    public static RefreshDecision Decide(RefreshTokenState token, DateTimeOffset now, TimeSpan reuseInterval)
    {
        if (!token.Spent) return RefreshDecision.Rotate;
        if (token.IsParentOfActive) return RefreshDecision.Reissue;
        return now.UtcDateTime <= token.SpentAt + reuseInterval ? RefreshDecision.Reissue : RefreshDecision.Revoke;
    }
}
