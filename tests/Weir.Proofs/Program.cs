using System.Globalization;
using Weir.Proofs.Engine;
using Weir.Proofs.Periods;
using Weir.Proofs.Protocol;
using Weir.Proofs.Races;
using Weir.Proofs.Webhooks;
using Weir.Testing;

namespace Weir.Proofs;

/// <summary>
/// <c>NAME SEED OPS</c>: the proofs that need a database; <c>weir prove</c> starts them. <c>race-worker</c> is a process that
/// one of them starts.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            stop.Cancel();
        };
        if (arguments is ["race-worker"]) return await RaceWorker.RunAsync(stop.Token);
        if (arguments is not [var name, var seedText, var operationsText]
            || !int.TryParse(seedText, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            || !long.TryParse(operationsText, NumberStyles.None, CultureInfo.InvariantCulture, out var operations))
        {
            await Console.Error.WriteLineAsync("Use: engine|races|periods|webhooks SEED OPS");
            return 2;
        }
        var result = name switch
        {
            "engine" => await EngineProof.RunAsync(
                seed, operations, Environment.ProcessorCount, null, new ProofOutput(), stop.Token),
            "races" => await RacesAsync(seed, operations, stop.Token),
            "periods" => await PeriodsAsync(seed, operations, stop.Token),
            "webhooks" => await WebhookProof.RunAsync(seed, operations, new ProofOutput(), stop.Token),
            _ => throw new ArgumentException($"There is no proof {name}."),
        };
        ProofOutput.Write(result);
        return result.Violations == 0 ? 0 : 1;
    }

    private static async Task<ProofResult> PeriodsAsync(int seed, long operations, CancellationToken cancellationToken)
    {
        await using var database = await TestDatabase.CreateAsync(cancellationToken);
        var report = await PeriodProof.RunAsync(database.Superuser, seed, operations, new ProofOutput(), cancellationToken);
        return report.ToResult();
    }

    /// <summary>On a server of its own, which the test kit is told of: it is killed on the way.</summary>
    private static async Task<ProofResult> RacesAsync(int seed, long operations, CancellationToken cancellationToken)
    {
        await using var server = await CrashingPostgres.StartAsync(cancellationToken);
        Environment.SetEnvironmentVariable("WEIR_TEST_PG", server.ConnectionString);
        return await RaceProof.RunAsync(seed, operations, server, null, new ProofOutput(), cancellationToken);
    }
}
