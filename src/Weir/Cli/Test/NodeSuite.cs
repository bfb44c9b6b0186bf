using System.Globalization;
using System.Text.RegularExpressions;

namespace Weir.Cli.Test;

/// <summary>A folder of <c>node --test</c> files, run with the packages of its lock file against a live Weir.</summary>
internal sealed partial class NodeSuite(string folder, LiveWeir live) : ITestSuite
{
    public string Name => Path.GetFileName(folder);

    public async Task<SuiteResult> RunAsync(CancellationToken cancellationToken)
    {
        var (installed, npm) = await TestProcess.RunAsync(
            ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder, null,
            cancellationToken);
        if (installed != 0) return SuiteResult.Broken($"{Name}: npm ci failed:\n{npm}");
        var environment = await live.EnvironmentAsync(cancellationToken);
        var (exitCode, output) = await TestProcess.RunAsync(
            ["node", "--test", "--test-reporter=tap"], folder, environment, cancellationToken);
        var passed = Count(output, "pass");
        var failed = Count(output, "fail") + Count(output, "cancelled");
        var skipped = Count(output, "skipped") + Count(output, "todo");
        if (exitCode != 0 && failed == 0) failed = 1;
        if (passed + failed == 0) return SuiteResult.Broken($"{Name} ran no test:\n{output}");
        return new SuiteResult(passed, failed, skipped, failed == 0 ? [] : [$"{Name}:\n{output}"]);
    }

    private static int Count(string output, string outcome) => Totals().Matches(output)
        .Where(match => match.Groups["outcome"].Value == outcome)
        .Sum(match => int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^# (?<outcome>\w+) (?<count>\d+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Totals();
}
