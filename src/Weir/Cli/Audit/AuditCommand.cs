using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Weir.Data;
using Weir.Data.Audit;
using Weir.Settings;
using Weir.State;

namespace Weir.Cli.Audit;

/// <summary><c>weir audit [--json]</c></summary>
internal static class AuditCommand
{
    private static readonly JsonSerializerOptions s_json =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static Command Create()
    {
        var json = SharedOptions.Json();
        var state = SharedOptions.State();
        var command =
            new Command("audit", "Check on the live database that what must always hold does.") { json, state };
        command.SetAction(
            (result, cancellation) => RunAsync(result.StateFolder(state), result.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(StateFolder state, bool json, CancellationToken cancellationToken)
    {
        var login = ServerLogin.ConnectionString(OwnerDatabase.Find(state));
        await using var database = WeirDatabase.Open(login);
        var report = await Terminal.WithProgressAsync(
            "Auditing", progress => new Auditor(database, TimeProvider.System).RunAsync(progress, cancellationToken));
        if (json) Terminal.Line(JsonSerializer.Serialize(new AuditJson(report), s_json));
        else Print(report);
        return report.Count == 0 ? 0 : 1;
    }

    private static void Print(AuditReport report)
    {
        Terminal.Table(
            ["looked at", "what must hold", "violations", "took"],
            [.. report.Steps.Select(step => (IReadOnlyList<string>)
            [
                step.Name, step.Claim, step.Violations.ToString("N0", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{step.Took.TotalSeconds:0.00} s"),
            ])]);
        if (report.Violations.Count > 0)
        {
            Terminal.Line();
            Terminal.Table(
                ["invariant", "check", "customer", "table", "key", "expected", "found"],
                [.. report.Violations.Select(violation => (IReadOnlyList<string>)
                [
                    violation.Invariant.ToString(CultureInfo.InvariantCulture), violation.Check,
                    violation.CustomerId?.ToString() ?? "-", violation.Table, violation.Key, violation.Expected,
                    violation.Found,
                ])]);
        }
        Terminal.Line();
        Terminal.Line(Summary(report));
    }

    private static string Summary(AuditReport report)
    {
        if (report.Count == 0) return "All is well.";
        return report.Count == report.Violations.Count
            ? $"{report.Count} violation(s)."
            : $"{report.Count} violations; the first {AuditReport.MaxListed} of each kind are listed.";
    }
}
