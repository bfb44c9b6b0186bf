using Weir.Benches.Load;

namespace Weir.Benches.Children;

/// <summary>The other end of <see cref="ChildProcess"/>.</summary>
internal static class ChildLoop
{
    public static async Task RunAsync(
        ChildRole role, TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        if (await input.ReadLineAsync(cancellationToken) is not { } first) return;
        var settings = ChildJson.Read<ChildSettings>(first);
        await using var worker = await ChildWorker.StartAsync(role, settings, cancellationToken);
        await AnswerAsync(output, new ChildReady(worker.Port), cancellationToken);
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            var plan = ChildJson.Read<LoadPlan>(line);
            await AnswerAsync(output, await worker.RunAsync(plan, cancellationToken), cancellationToken);
        }
    }

    private static async Task AnswerAsync<T>(TextWriter output, T answer, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync(ChildJson.Write(answer).AsMemory(), cancellationToken);
        await output.FlushAsync(cancellationToken);
    }
}
