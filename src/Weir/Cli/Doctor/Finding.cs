namespace Weir.Cli.Doctor;

/// <summary>One row of the doctor's report.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="Verdict">How it is.</param>
/// <param name="Detail">What was found, and the remedy where there is need of one.</param>
internal sealed record Finding(string Check, Verdict Verdict, string Detail)
{
    public static Finding Ok(string check, string detail) => new(check, Verdict.Ok, detail);

    public static Finding Warn(string check, string detail) => new(check, Verdict.Warn, detail);

    public static Finding Fail(string check, string detail) => new(check, Verdict.Fail, detail);
}
