using System.Diagnostics;
using System.Text;

namespace Weir.Cli.Test;

/// <summary>
/// A suite's process, with an environment in which no key of the developer's and no database of his is left.
/// </summary>
internal static class TestProcess
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    private static readonly string[] s_hidden =
    [
        "WEIR_ENV", "WEIR_ROOT", "WEIR_DATABASE_URL", "WEIR_DATABASE_DIRECT_URL", "WEIR_RATE_LIMIT_PER_MINUTE",
        "SUPABASE_URL",
        "SUPABASE_JWT_SECRET", "SUPABASE_SERVICE_ROLE_KEY", "OPENAI_API_KEY", "OPENAI_BASE_URL", "GEMINI_API_KEY",
        "ANTHROPIC_API_KEY", "ELEVENLABS_API_KEY", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "LEMONSQUEEZY_API_KEY",
        "LEMONSQUEEZY_STORE_ID", "LEMONSQUEEZY_WEBHOOK_SECRET", "CORS_ORIGINS", "OTEL_EXPORTER_OTLP_ENDPOINT",
    ];

    /// <summary>Exit code (-1 when it had to be killed) and everything it said.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        IReadOnlyList<string> command,
        string workingDirectory,
        IReadOnlyDictionary<string, string>? environment,
        CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in command.Skip(1)) start.ArgumentList.Add(argument);
        foreach (var name in s_hidden) start.Environment.Remove(name);
        // Counting what the compiler could optimise by pays for itself in programs that run longer than tests do.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;

        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, Snapshot(output));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            if (cancellationToken.IsCancellationRequested) throw;
            Append(output, $"Killed: not done within {s_patience.TotalMinutes:0} minutes.");
            return (-1, Snapshot(output));
        }
    }

    private static void Append(StringBuilder output, string? line)
    {
        if (line is null) return;
        lock (output) output.AppendLine(line);
    }

    private static string Snapshot(StringBuilder output)
    {
        lock (output) return output.ToString();
    }
}
