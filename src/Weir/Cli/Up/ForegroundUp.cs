
namespace Weir.Cli.Up;

/// <summary>Runs the system until a signal, or until its database is gone.</summary>
internal static class ForegroundUp
{
    /// <summary>
    /// Set for the server that <see cref="DetachedUp"/> starts: it logs for a file, and its parent greets.
    /// </summary>
    public const string DetachedVariable = "WEIR_UP_DETACHED";

    public static async Task RunAsync(UpRequest request, CancellationToken cancellationToken)
    {
        var isDetached = Environment.GetEnvironmentVariable(DetachedVariable) == "1";
        using var taken = await request.State.TakeAsync(cancellationToken);
        await using var system = await Terminal.WithProgressAsync(
            "Starting Weir", progress => LocalSystem.StartAsync(request, isDetached, progress, cancellationToken));
        var running = system.Running;
        request.State.Publish(running);
        if (!isDetached)
            Terminal.Line(await ReadyBanner.ForAsync(request.State, running, isForeground: true, cancellationToken));
        try
        {
            await system.WaitAsync(cancellationToken);
        }
        finally
        {
            request.State.Withdraw();
        }
    }
}
