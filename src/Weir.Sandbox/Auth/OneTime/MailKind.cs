namespace Weir.Sandbox.Auth.OneTime;

/// <summary>A mail that carries a code and a link.</summary>
/// <param name="Type">The <c>type</c> of its link, as <c>/verify</c> takes it.</param>
/// <param name="TokenType">Kind of the stored code.</param>
/// <param name="Method">How a PKCE session that comes of it was opened (<c>amr</c>).</param>
/// <param name="Subject">Subject line.</param>
internal sealed record MailKind(string Type, string TokenType, string Method, string Subject)
{
    public static MailKind SignUp { get; } =
        new("signup", CodeType.Confirmation, "email/signup", "Confirm your sign-up");

    public static MailKind Invite { get; } = new("invite", CodeType.Confirmation, "invite", "You have been invited");

    public static MailKind MagicLink { get; } = new("magiclink", CodeType.Recovery, "magiclink", "Your sign-in link");

    public static MailKind Recovery { get; } = new("recovery", CodeType.Recovery, "recovery", "Reset your password");

    public static MailKind EmailChangeNew { get; } =
        new("email_change", CodeType.EmailChangeNew, "email_change", "Confirm your new e-mail address");

    public static MailKind EmailChangeCurrent { get; } =
        new("email_change", CodeType.EmailChangeCurrent, "email_change", "Confirm the change of your e-mail address");
}
