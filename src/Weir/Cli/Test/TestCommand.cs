using System.CommandLine;
using Weir.State;

namespace Weir.Cli.Test;

/// <summary><c>weir test [--fast]</c></summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var fast = new Option<bool>("--fast")
        {
            Description = "Only what needs no whole server: no live suites, no Node suites, one PostgreSQL.",
        };
        var command = new Command("test", "All tests, as CI runs them.") { fast };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(fast), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(bool fast, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(Checkout.Root, "Weir.slnx")))
            throw new CommandFailedException("Tests run in a checkout of Weir; there is none above this program.");
        await Terminal.WithProgressAsync("Building the tests", _ => BuildAsync(cancellationToken));
        await using var live = new LiveWeir();
        var suites = TestPlan.Create(fast, live);
        var results = await Terminal.WithProgressAsync(
            $"Testing: 0 of {suites.Count} suites done",
            progress => new TestRun(suites).RunAsync(progress, cancellationToken));
        foreach (var failure in results.SelectMany(result => result.Failures))
        {
            Terminal.Line();
            Terminal.Line($"FAILED {failure}");
        }
        var passed = results.Sum(result => result.Passed);
        var failed = results.Sum(result => result.Failed);
        var skipped = results.Sum(result => result.Skipped);
        Terminal.Line();
        Terminal.Line($"{passed} passed, {failed} failed, {skipped} skipped");
        return failed == 0 ? 0 : 1;
    }

    private static async Task BuildAsync(CancellationToken cancellationToken)
    {
        var (exitCode, output) = await TestProcess.RunAsync(
            ["dotnet", "build", "Weir.slnx", "--configuration", "Release", "--nologo", "--verbosity", "quiet"],
            Checkout.Root,
            null,
            cancellationToken);
        if (exitCode != 0) throw new CommandFailedException($"The build failed:\n{output}");
    }
}
