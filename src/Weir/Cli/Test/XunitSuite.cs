namespace Weir.Cli.Test;

/// <summary>A test project's executable.</summary>
internal sealed class XunitSuite : ITestSuite
{
    private readonly string _project;
    private readonly bool _fast;
    private readonly IReadOnlyDictionary<string, string>? _environment;

    /// <param name="project">Folder of the project.</param>
    /// <param name="fast">Leaves out what starts whole servers (trait <c>Size=Live</c>).</param>
    /// <param name="name">Name to show; null for the project's.</param>
    /// <param name="environment">Variables to add.</param>
    public XunitSuite(
        string project, bool fast, string? name = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        _project = project;
        _fast = fast;
        _environment = environment;
        Name = name ?? Path.GetFileName(project);
    }

    public string Name { get; }

    public async Task<SuiteResult> RunAsync(CancellationToken cancellationToken)
    {
        var program = Path.Combine(_project, "bin", "Release", "net10.0", Path.GetFileName(_project) + ".dll");
        if (!File.Exists(program)) return SuiteResult.Broken($"{Name}: {program} was not built.");
        var report = Path.Combine(Path.GetTempPath(), $"weir-test-{Guid.CreateVersion7():N}.xml");
        string[] filter = _fast ? ["-trait-", "Size=Live"] : [];
        try
        {
            var (exitCode, output) = await TestProcess.RunAsync(
                ["dotnet", "exec", program, "-noColor", "-noLogo", "-xml", report, .. filter], _project, _environment,
                cancellationToken);
            if (!File.Exists(report))
                return SuiteResult.Broken($"{Name} ended with exit code {exitCode} and no report:\n{output}");
            var result = XunitReport.Read(report);
            // A runner that fails without a failed test has crashed after them.
            return exitCode != 0 && result.Failed == 0
                ? result with { Failed = 1, Failures = [$"{Name} ended with exit code {exitCode}:\n{output}"] }
                : result;
        }
        finally
        {
            File.Delete(report);
        }
    }
}
