using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Weir.Cli.Test;
using Weir.State;

namespace Weir.Cli.Prove;

/// <summary>
/// A proof that needs a database and libraries that no server ships: it lives in <c>tests/Weir.Proofs</c>, which is built
/// and started here. It writes <c>done N</c> as it goes, and its outcome as one line of JSON.
/// </summary>
internal static class DatabaseProof
{
    private const string Project = "Weir.Proofs";
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>Starts the proof of this name.</summary>
    /// <exception cref="CommandFailedException">There is no checkout, or the proof could not run to its end.</exception>
    public static async Task<ProofOutcome> RunAsync(
        string name, ProofRequest request, IProgress<long> progress, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Checkout.Root, "tests", Project);
        if (!Directory.Exists(folder))
            throw new CommandFailedException($"The proof {name} runs in a checkout of Weir; there is none above this program.");
        await BuildAsync(folder, cancellationToken);

        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Checkout.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])
            [
                "exec", Path.Combine(folder, "bin", "Release", "net10.0", $"{Project}.dll"), name,
                request.Seed.ToString(CultureInfo.InvariantCulture), request.Operations.ToString(CultureInfo.InvariantCulture),
            ]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)
            ?? throw new CommandFailedException($"The proof {name} could not be started.");
        try
        {
            var errors = ReadErrorsAsync(process, cancellationToken);
            var outcome = await ReadAsync(process, progress, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return outcome ?? throw new CommandFailedException(
                $"The proof {name} ended with exit code {process.ExitCode} and no result:\n{await errors}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static async Task BuildAsync(string folder, CancellationToken cancellationToken)
    {
        var (exitCode, output) = await TestProcess.RunAsync(
            ["dotnet", "build", folder, "--configuration", "Release", "--nologo", "--verbosity", "quiet"],
            Checkout.Root, null, cancellationToken);
        if (exitCode != 0) throw new CommandFailedException($"The build of {Project} failed:\n{output}");
    }

    private static async Task<ProofOutcome?> ReadAsync(
        Process process, IProgress<long> progress, CancellationToken cancellationToken)
    {
        ProofOutcome? outcome = null;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("done ", StringComparison.Ordinal)
                && long.TryParse(line.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var done))
            {
                progress.Report(done);
            }
            else if (line.StartsWith('{'))
            {
                outcome = JsonSerializer.Deserialize<ProofOutcome>(line, s_json);
            }
        }
        return outcome;
    }

    /// <summary>Read as it comes, lest a full pipe stop the proof; it matters only when there is no result.</summary>
    private static async Task<string> ReadErrorsAsync(Process process, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        while (await process.StandardError.ReadLineAsync(cancellationToken) is { } line) text.AppendLine(line);
        return text.ToString();
    }
}
