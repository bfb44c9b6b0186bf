using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.State;

namespace Weir.Cli.Doctor;

/// <summary><c>weir doctor [--json]</c></summary>
internal static class DoctorCommand
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create()
    {
        var json = SharedOptions.Json();
        var state = SharedOptions.State();
        var command =
            new Command("doctor", "What is wrong with this installation, and how to mend it.") { json, state };
        command.SetAction(
            (result, cancellation) => RunAsync(result.StateFolder(state), result.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(StateFolder state, bool json, CancellationToken cancellationToken)
    {
        var installation = Installation.Find(state);
        var findings = new List<Finding>();
        findings.AddRange(await ToolChecks.RunAsync(cancellationToken));
        findings.AddRange(SettingChecks.Run(installation));
        findings.AddRange(await DatabaseChecks.RunAsync(installation, TimeProvider.System, cancellationToken));
        findings.Add(await KeySetCheck.RunAsync(installation, cancellationToken));
        if (json) Terminal.Line(JsonSerializer.Serialize(findings, s_json));
        else Terminal.Table(["", "check", "finding"], [.. findings.Select(Row)]);
        return findings.Any(finding => finding.Verdict == Verdict.Fail) ? 1 : 0;
    }

    private static IReadOnlyList<string> Row(Finding finding) => [Word(finding.Verdict), finding.Check, finding.Detail];

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Ok => "ok",
        Verdict.Warn => "warn",
        _ => "FAIL",
    };
}
