namespace Weir.Sandbox.Auth.Wire;

/// <summary>An expected failure, in the words of Supabase Auth.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Supabase's error code, also sent as <c>x-sb-error-code</c>.</param>
/// <param name="Message">Text for people; clients show it.</param>
internal sealed record AuthError(int Status, string Code, string Message)
{
    /// <summary>Why a password is weak; only with code <c>weak_password</c>.</summary>
    public IReadOnlyList<string>? WeakPasswordReasons { get; init; }
}
