using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Weir.Billing;
using Weir.Billing.Reconciling;
using Weir.Core.Billing;
using Weir.Core.Deployment;
using Weir.Data;
using Weir.Server;
using Weir.Settings;
using Weir.State;

namespace Weir.Cli.Reconcile;

/// <summary><c>weir reconcile [stripe|lemonsqueezy] [--json]</c></summary>
internal static class ReconcileCommand
{
    private static readonly string[] s_settings = ["STRIPE_", "LEMONSQUEEZY_", "WEIR_BILLING_"];

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static Command Create()
    {
        var provider = new Argument<string?>("provider")
        {
            Description = "stripe or lemonsqueezy (default: every one that is set up).",
            Arity = ArgumentArity.ZeroOrOne,
        };
        provider.AcceptOnlyFromAmong([.. BillingProviderNames.All]);
        var json = SharedOptions.Json();
        var state = SharedOptions.State();
        var command = new Command(
            "reconcile", "Compare with the payment provider's API, and repair what was not delivered.")
        {
            provider, json, state,
        };
        command.SetAction((result, cancellation) => RunAsync(
            result.StateFolder(state), result.GetValue(provider), result.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        StateFolder state, string? name, bool json, CancellationToken cancellationToken)
    {
        var options = Options(state);
        var services = new ServiceCollection();
        services.AddLogging(logging => ServerLogging.Add(logging, json: false));
        services.AddWeirData(new WeirDataOptions
        {
            ConnectionString = ServerLogin.ConnectionString(OwnerDatabase.Find(state)), ApplicationName = "weir-cli", MinPoolSize = 0,
        });
        services.AddWeirBilling(options);
        await using var provider = services.BuildServiceProvider();
        var reconciler = provider.GetRequiredService<Reconciler>();
        var reports = new List<ReconcileReport>();
        foreach (var wanted in Wanted(name, reconciler.Providers))
        {
            reports.Add(await ReconcileBar.RunAsync(
                $"Comparing with {wanted.Name()}",
                progress => reconciler.RunAsync(wanted, progress, cancellationToken)));
        }
        if (json) Terminal.Line(JsonSerializer.Serialize(reports.Select(report => new ReconcileJson(report)), s_json));
        else Print(reports);
        return reports.All(report => report.IsComplete && report.Faults.Count == 0) ? 0 : 1;
    }

    /// <summary>The environment's, completed by the stand-ins of the local installation whose database it is.</summary>
    private static BillingOptions Options(StateFolder state)
    {
        var running = state.Running();
        var options = OptionsReader.Read(
            forServer: false, running is null ? null : WeirMode.Development, out var faults);
        var wrong = faults.Where(fault => s_settings.Any(setting => fault.StartsWith(setting, StringComparison.Ordinal))).ToList();
        if (wrong.Count > 0) throw new CommandFailedException(string.Join('\n', wrong));
        return options.Owner is null && running is not null
            ? SandboxPayments.Complete(options.Billing, state.Secrets(), running.Url)
            : options.Billing;
    }

    private static List<BillingProvider> Wanted(string? name, IReadOnlyList<BillingProvider> known)
    {
        if (known.Count == 0)
            throw new CommandFailedException("No payment provider is set up: set STRIPE_SECRET_KEY or LEMONSQUEEZY_API_KEY.");
        var wanted = known.Where(provider => name is null || provider.Name() == name).ToList();
        return wanted.Count > 0 ? wanted : throw new CommandFailedException($"{name} is not set up here.");
    }

    private static void Print(IReadOnlyList<ReconcileReport> reports)
    {
        Terminal.Table(
            ["provider", "mode", "looked at", "repaired", "customers", "faults", ""],
            [.. reports.Select(report => (IReadOnlyList<string>)
            [
                report.Provider.Name(), report.Mode.ToString(), Number(report.Seen), Number(report.Repaired.Count),
                Number(report.Customers.Count), Number(report.Faults.Count), report.Error?.Detail ?? "to the end",
            ])]);
        foreach (var report in reports)
        {
            foreach (var repaired in report.Repaired) Terminal.Line($"repaired  {report.Provider.Name()} {repaired}");
            foreach (var fault in report.Faults)
                Terminal.Line($"fault     {report.Provider.Name()} {fault.Item}: {fault.Reason}");
            foreach (var doubled in report.Doubled)
                Terminal.Line($"doubled   {report.Provider.Name()} customer {doubled.CustomerId} pays {string.Join(", ", doubled.Subscriptions)}");
        }
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
