namespace Weir.Sandbox.Auth.OneTime;

/// <summary>Values of <c>auth.one_time_token_type</c>, and which of them a request's <c>type</c> may spend.</summary>
internal static class CodeType
{
    public const string Confirmation = "confirmation_token";
    public const string Recovery = "recovery_token";
    public const string EmailChangeNew = "email_change_token_new";
    public const string EmailChangeCurrent = "email_change_token_current";

    /// <summary>Null when the type is none of ours.</summary>
    public static string[]? Of(string? verifyType) => verifyType switch
    {
        "signup" or "invite" => [Confirmation],
        "magiclink" or "recovery" => [Recovery],
        "email" => [Confirmation, Recovery],
        "email_change" => [EmailChangeNew, EmailChangeCurrent],
        _ => null,
    };

    /// <summary>How a PKCE session opened by a link of this type counts in <c>amr</c>.</summary>
    public static string MethodOf(string verifyType) => verifyType == "signup" ? "email/signup" : verifyType;
}
