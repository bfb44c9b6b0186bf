namespace Weir.Sandbox.Auth;

/// <summary>
/// Rate limits in Supabase's terms: token buckets per client address. The defaults are a thousandfold of the hosted
/// ones, so that tests do not meet them; each can be set to the real value.
/// </summary>
public sealed class SandboxAuthLimits
{
    /// <summary>Requests that may come at once before a bucket's rate counts.</summary>
    public int Burst { get; set; } = 30_000;

    /// <summary><c>POST /token</c> per 5 minutes (hosted: 150).</summary>
    public int TokenPer5Minutes { get; set; } = 150_000;

    /// <summary><c>/verify</c> per 5 minutes (hosted: 30).</summary>
    public int VerifyPer5Minutes { get; set; } = 30_000;

    /// <summary>Sign-up, OTP, magic link, recovery, resend and <c>PUT /user</c> together, per 5 minutes (hosted: 30).</summary>
    public int MailRequestsPer5Minutes { get; set; } = 30_000;

    /// <summary>Anonymous sign-ins per hour, also their burst (hosted: 30).</summary>
    public int AnonymousPerHour { get; set; } = 30_000;

    /// <summary>Mails sent per hour, by all together, also their burst (hosted: 30).</summary>
    public int MailsPerHour { get; set; } = 30_000;

    /// <summary>Time between two mails to one address, whether or not it has an account (hosted: 60 s).</summary>
    public TimeSpan ResendWindow { get; set; } = TimeSpan.Zero;

    internal IEnumerable<string> Faults()
    {
        (string Name, int Value)[] counts =
        [
            (nameof(Burst), Burst), (nameof(TokenPer5Minutes), TokenPer5Minutes),
            (nameof(VerifyPer5Minutes), VerifyPer5Minutes), (nameof(MailRequestsPer5Minutes), MailRequestsPer5Minutes),
            (nameof(AnonymousPerHour), AnonymousPerHour), (nameof(MailsPerHour), MailsPerHour),
        ];
        foreach (var (name, value) in counts)
        {
            if (value < 1) yield return $"Limits.{name} is under 1";
        }
        if (ResendWindow < TimeSpan.Zero) yield return $"Limits.{nameof(ResendWindow)} is negative";
    }
}
