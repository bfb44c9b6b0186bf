namespace Weir.Cli.Test;

/// <summary>Tests that run as one process.</summary>
internal interface ITestSuite
{
    string Name { get; }

    /// <summary>Runs all of it; a crash is a result too.</summary>
    Task<SuiteResult> RunAsync(CancellationToken cancellationToken);
}
