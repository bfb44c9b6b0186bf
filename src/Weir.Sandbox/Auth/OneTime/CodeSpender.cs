using Weir.Sandbox.Auth.Store;
using Weir.Sandbox.Auth.Users;

namespace Weir.Sandbox.Auth.OneTime;

/// <summary>Spends a code once, and does what it was mailed for.</summary>
internal static class CodeSpender
{
    /// <remarks>
    /// Locks the account, then the code. On any outcome but the first two the transaction must not be committed.
    /// </remarks>
    public static async Task<CodeOutcome> SpendAsync(
        Work work, StoredCode code, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await work.LockUserAsync(code.UserId, cancellationToken)
            || !await work.TakeCodeAsync(code, cancellationToken)
            || await work.FindUserAsync(code.UserId, cancellationToken) is not { DeletedAt: null } user)
        {
            return CodeOutcome.Gone;
        }
        if (code.TokenType is CodeType.EmailChangeNew or CodeType.EmailChangeCurrent)
            return await ChangeEmailAsync(work, user, now, cancellationToken);
        await work.ConfirmEmailAsync(user.Id, now, cancellationToken);
        return CodeOutcome.Proven;
    }

    private static async Task<CodeOutcome> ChangeEmailAsync(
        Work work, AuthUser user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (user.NewEmail is not { } email) return CodeOutcome.Gone;
        var awaitsOther = await work.HasCodeAsync(
            user.Id, [CodeType.EmailChangeNew, CodeType.EmailChangeCurrent], cancellationToken);
        if (user.EmailChangeStatus == 0 && awaitsOther)
        {
            await work.HalfEmailChangeAsync(user.Id, now, cancellationToken);
            return CodeOutcome.FirstHalf;
        }
        return await work.TrySetEmailAsync(user.Id, email, now, cancellationToken)
            ? CodeOutcome.Proven
            : CodeOutcome.EmailTaken;
    }
}
