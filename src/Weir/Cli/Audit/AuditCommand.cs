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
            new Command("audit", "Check on the live database that the books add up.") { json, state };
        command.SetAction(
            (result, cancellation) => RunAsync(result.StateFolder(state), result.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(StateFolder state, bool json, CancellationToken cancellationToken)
    {
        var login = ServerLogin.ConnectionString(OwnerDatabase.Find(state));
        await using var database = WeirDatabase.Open(login);
        var violations = await Terminal.WithProgressAsync(
            "Auditing", _ => new Auditor(database, TimeProvider.System).RunAsync(cancellationToken));
        if (json) Terminal.Line(JsonSerializer.Serialize(violations, s_json));
        else Print(violations);
        return violations.Count == 0 ? 0 : 1;
    }

    private static void Print(IReadOnlyList<AuditViolation> violations)
    {
        if (violations.Count > 0)
        {
            Terminal.Table(
                ["invariant", "customer", "subject", "expected", "actual"],
                [.. violations.Select(violation => (IReadOnlyList<string>)
                [
                    violation.Invariant, violation.CustomerId.ToString(), violation.Subject,
                    violation.Expected.ToString(CultureInfo.InvariantCulture), violation.Actual.ToString(
                        CultureInfo.InvariantCulture),
                ])]);
        }
        Terminal.Line(violations.Count == 0 ? "The books add up." : $"{violations.Count} violation(s).");
    }
}
