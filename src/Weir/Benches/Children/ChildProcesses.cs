using Weir.Benches.Load;

namespace Weir.Benches.Children;

/// <summary>Several processes that share a load.</summary>
internal static class ChildProcesses
{
    public static async Task<IReadOnlyList<ChildProcess>> StartAsync(
        int count, ChildRole role, ChildSettings settings, string folder, CancellationToken cancellationToken)
    {
        var started = new List<ChildProcess>();
        try
        {
            for (var i = 0; i < count; i++)
                started.Add(await ChildProcess.StartAsync(role, settings, folder, cancellationToken));
            return started;
        }
        catch
        {
            foreach (var process in started) await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gives each its part of the clients, and answers with what all saw.</summary>
    public static async Task<LoadReport> AskAsync(
        IReadOnlyList<ChildProcess> processes, LoadPlan plan, CancellationToken cancellationToken)
    {
        var parts = processes.Select((process, i) => process.AskAsync<LoadPlan, LoadReport>(
            plan with
            {
                Clients = (plan.Clients + i) / processes.Count,
                Rate = plan.Rate / processes.Count,
                Seed = (plan.Seed * processes.Count) + i,
            },
            cancellationToken));
        return LoadReport.Merge(await Task.WhenAll(parts));
    }
}
