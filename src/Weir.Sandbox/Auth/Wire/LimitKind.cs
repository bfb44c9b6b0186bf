namespace Weir.Sandbox.Auth.Wire;

/// <summary>What a bucket counts.</summary>
internal enum LimitKind
{
    Token,
    Verify,
    MailRequest,
    Anonymous,
    Mail,
    Resend,
}
