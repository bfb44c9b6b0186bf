using System.Diagnostics;
using Weir.State;

namespace Weir.Tests.Live;

/// <summary>The real <c>./weir</c>, as a person types it, without a terminal.</summary>
internal static class Launcher
{
    private static readonly string[] s_hidden =
        ["WEIR_ENV", "WEIR_ROOT", "WEIR_DATABASE_URL", "SUPABASE_URL", "OPENAI_API_KEY"];

    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Checkout.Root, "weir"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in s_hidden) start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }
}
