using System.CommandLine;
using Weir.Benches.Children;

namespace Weir.Cli.Bench;

/// <summary>A process of <c>weir bench</c>; not for people.</summary>
internal static class BenchChildCommand
{
    public static Command Create()
    {
        var role = new Argument<ChildRole>("role");
        var command = new Command("bench-child", "A process of `weir bench`.") { role };
        command.Hidden = true;
        command.SetAction(async (result, cancellationToken) =>
        {
            await ChildLoop.RunAsync(result.GetValue(role), Console.In, Console.Out, cancellationToken);
            return 0;
        });
        return command;
    }
}
