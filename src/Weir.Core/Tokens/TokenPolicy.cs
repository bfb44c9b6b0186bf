namespace Weir.Core.Tokens;

/// <summary>What a token must say to be one of our users'.</summary>
/// <param name="Issuer">Exact <c>iss</c>: <c>{project}/auth/v1</c>.</param>
public sealed record TokenPolicy(string Issuer)
{
    /// <summary>Longest skew that may be configured.</summary>
    public static readonly TimeSpan MaxClockSkew = TimeSpan.FromSeconds(30);

    private readonly TimeSpan _clockSkew = MaxClockSkew;

    /// <summary><c>aud</c> must be or contain this.</summary>
    public string Audience { get; init; } = "authenticated";

    /// <summary>
    /// <c>role</c> must be this. It keeps out the legacy <c>anon</c> and <c>service_role</c> keys, which are signed
    /// tokens too.
    /// </summary>
    public string Role { get; init; } = "authenticated";

    /// <summary>Least <c>aal</c>, 0 to 3.</summary>
    public int MinAssuranceLevel { get; init; }

    /// <summary>How far clocks may disagree; 0 to 30 s, default 30 s as in PostgREST.</summary>
    public TimeSpan ClockSkew
    {
        get => _clockSkew;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxClockSkew);
            _clockSkew = value;
        }
    }
}
