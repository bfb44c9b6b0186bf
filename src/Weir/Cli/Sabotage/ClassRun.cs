using System.Text.RegularExpressions;
using Weir.Cli.Test;

namespace Weir.Cli.Sabotage;

/// <summary>Runs test classes of a scratch tree until one test fails.</summary>
internal static partial class ClassRun
{
    /// <summary>Many times what any class needs.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    /// <param name="tree">Built.</param>
    /// <param name="project">Which tests.</param>
    /// <param name="classes">Which of their classes, without namespaces.</param>
    /// <param name="environment">The server, and the scripts if they are not those of the tree.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<(SabotageOutcome Outcome, string Detail)> RunAsync(
        ScratchTree tree, string project, IEnumerable<string> classes, IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellationToken)
    {
        var folder = Path.Combine(tree.Root, "tests", project);
        var program = Path.Combine(folder, "bin", "Release", "net10.0", project + ".dll");
        var report = Path.Combine(tree.Root, $"report-{Guid.CreateVersion7():N}.xml");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            var (_, output) = await TestProcess.RunAsync(
                [
                    "dotnet", "exec", program, "-noColor", "-noLogo", "-stopOnFail", "-xml", report,
                    .. classes.SelectMany(name => (string[])["-class", $"*.{name}"]),
                ],
                folder, environment, limit.Token);
            return File.Exists(report)
                ? Judge(XunitReport.Read(report))
                : (SabotageOutcome.Broken, $"no report: {output}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (SabotageOutcome.Hung, $"not done within {s_patience.TotalMinutes:0} minutes");
        }
    }

    private static (SabotageOutcome Outcome, string Detail) Judge(SuiteResult result)
    {
        if (result.Failed == 0 && result.Passed > 0) return (SabotageOutcome.Survived, $"{result.Passed} tests passed");
        if (result.Passed + result.Failed == 0) return (SabotageOutcome.Broken, "there are no such tests");
        var failure = result.Failures.FirstOrDefault(text => !BadSql().IsMatch(text));
        return failure is null
            ? (SabotageOutcome.Broken, string.Join("\n", result.Failures))
            : (SabotageOutcome.Caught, TestName().Replace(failure.Split('\n')[0], "$1"));
    }

    /// <summary>Syntax errors and names that there are not: SQL that nobody could have written and run.</summary>
    [GeneratedRegex(@"PostgresException\s*:\s*42(601|703|702|P01|P02|P10|804|803|883|725)\b")]
    private static partial Regex BadSql();

    /// <summary>Class and method, without namespace and arguments.</summary>
    [GeneratedRegex(@"^(?:\w+\.)*?(\w+\.\w+)(?:\(.*)?$")]
    private static partial Regex TestName();
}
