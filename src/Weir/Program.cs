using Weir.Cli;

namespace Weir;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        using var stop = new StopSignals();
        return await CommandLine.RunAsync(arguments, stop.Token);
    }
}
