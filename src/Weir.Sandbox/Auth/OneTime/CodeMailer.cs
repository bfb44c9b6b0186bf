using Weir.Sandbox.Auth.Keys;
using Weir.Sandbox.Auth.Store;
using Weir.Sandbox.Auth.Users;
using Weir.Sandbox.Auth.Wire;
using Weir.Sandbox.Inbox;

namespace Weir.Sandbox.Auth.OneTime;

/// <summary>Makes codes, keeps their hashes, and puts the mails that carry them into the inbox.</summary>
internal sealed class CodeMailer(SandboxKeyring keyring, SandboxAuthOptions options, RateLimiter limiter, TimeProvider time)
{
    /// <summary>
    /// Why no mail may go to this address now; null when one may. Asked before anything is known of an account, so that
    /// the answer says nothing about one.
    /// </summary>
    public AuthError? Refuse(string purpose, string email)
    {
        if (limiter.SecondsToNextMail(purpose, email) is > 0 and var seconds) return AuthErrors.TooSoon(seconds);
        return limiter.TryTakeMail() ? null : AuthErrors.OverMailRate;
    }

    /// <summary>Mails a code. The mail exists once the transaction is committed.</summary>
    public async Task SendAsync(
        Work work, AuthUser user, MailKind kind, string email, PkceChallenge? challenge, string? redirectTo,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (challenge is not null) await work.StartFlowAsync(user.Id, challenge, kind.Method, now, cancellationToken);
        var code = await IssueAsync(work, user, kind, email, challenge is not null, cancellationToken);
        var mail = new InboxMail(email, kind.Subject, LinkFor(kind, code, redirectTo), code.Otp, now.UtcDateTime);
        await InboxStore.PutAsync(work, mail, cancellationToken);
    }

    /// <summary>Makes and keeps a code without mailing it.</summary>
    public async Task<OneTimeCode> IssueAsync(
        Work work, AuthUser user, MailKind kind, string email, bool pkce, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var code = OneTimeCode.Create(keyring, email, pkce);
        await work.NoteMailAsync(user.Id, kind, now, cancellationToken);
        await work.PutCodeAsync(
            new StoredCode(
                Guid.CreateVersion7(now), user.Id, kind.TokenType, SecretHash.Of(code.LinkToken), email, now.UtcDateTime),
            now,
            cancellationToken);
        return code;
    }

    /// <summary>The address that the mail's button opens.</summary>
    public string LinkFor(MailKind kind, OneTimeCode code, string? redirectTo) =>
        $"{options.Issuer}/verify?token={code.LinkToken}&type={kind.Type}"
        + $"&redirect_to={Uri.EscapeDataString(RedirectTarget.Resolve(redirectTo, options))}";
}
