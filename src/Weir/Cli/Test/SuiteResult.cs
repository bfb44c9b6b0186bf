namespace Weir.Cli.Test;

/// <summary>How a suite went; a failure's text is the test's name, what it says, and where.</summary>
internal sealed record SuiteResult(int Passed, int Failed, int Skipped, IReadOnlyList<string> Failures)
{
    public static SuiteResult Broken(string reason) => new(0, 1, 0, [reason]);
}
