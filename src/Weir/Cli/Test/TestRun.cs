using System.Diagnostics;
using System.Globalization;
using Weir.Sandbox.Postgres;

namespace Weir.Cli.Test;

/// <summary>Runs suites, two at a time: each waits for its database about half of the time.</summary>
internal sealed class TestRun(IReadOnlyList<ITestSuite> suites)
{
    private const int AtOnce = 2;
    private readonly Lock _gate = new();
    private int _done;

    public async Task<IReadOnlyList<SuiteResult>> RunAsync(
        IProgress<string> progress, CancellationToken cancellationToken)
    {
        using var slots = new SemaphoreSlim(AtOnce);
        return await Task.WhenAll(suites.Select(async suite =>
        {
            await slots.WaitAsync(cancellationToken);
            try
            {
                return await RunAsync(suite, progress, cancellationToken);
            }
            finally
            {
                slots.Release();
            }
        }));
    }

    private async Task<SuiteResult> RunAsync(
        ITestSuite suite, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        SuiteResult result;
        try
        {
            result = await suite.RunAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is CommandFailedException or EmbeddedPostgresException)
        {
            result = SuiteResult.Broken($"{suite.Name}: {failure.Message}");
        }
        Report(suite, result, Stopwatch.GetElapsedTime(started), progress);
        return result;
    }

    private void Report(ITestSuite suite, SuiteResult result, TimeSpan took, IProgress<string> progress)
    {
        lock (_gate)
        {
            _done++;
            var word = result.Failed == 0 ? "ok  " : "FAIL";
            Terminal.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{word} {suite.Name,-36} {result.Passed,5} passed {result.Failed,3} failed {result.Skipped,3} skipped"
                + $" {took.TotalSeconds,7:0.0} s"));
            if (Terminal.IsInteractive) progress.Report($"Testing: {_done} of {suites.Count} suites done");
        }
    }
}
