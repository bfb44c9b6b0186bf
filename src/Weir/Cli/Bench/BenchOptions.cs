using System.CommandLine;
using Weir.Benches;

namespace Weir.Cli.Bench;

/// <summary>The options of <c>weir bench</c>.</summary>
internal sealed class BenchOptions
{
    private static readonly BenchRequest s_defaults = new();

    private static readonly string[] s_shapes =
    [
        .. EngineBench.Shapes(s_defaults).Concat(LedgerBench.Shapes(s_defaults)).Concat(OverloadBench.Shapes(s_defaults))
            .Select(shape => shape.Name),
        WebhookBench.ShapeName,
    ];

    private readonly Option<bool> _quick = new("--quick") { Description = "A short look: one-second runs, few shapes." };
    private readonly Option<string[]> _shapes = Many("--shape", "Only this shape; several times for several", s_shapes);
    private readonly Option<string[]> _subjects =
        Many("--subject", "Only this subject; several times for several", BenchNames.All);
    private readonly Option<int?> _processes = Number("--processes", 1, 64, "Only shapes of so many server processes.");
    private readonly Option<int?> _runs = Number("--runs", 1, 1000, $"Interleaved runs (default: {s_defaults.Runs}).");
    private readonly Option<int?> _seconds =
        Number("--seconds", 1, 3600, $"Length of a run; its first quarter warms up (default: {s_defaults.Seconds}; webhooks: 30).");
    private readonly Option<int?> _lanes = Number("--lanes", 1, 64, "Engine lanes, instead of the product's.");
    private readonly Option<int?> _batch = Number("--batch", 1, 1000, "Most operations of a batch, instead of the product's.");
    private readonly Option<int?> _queue =
        Number("--queue", 1, 1_000_000, "Admissions that may wait in a lane, instead of the product's.");
    private readonly Option<long?> _ledger = new("--ledger")
    {
        Description = $"Rows of the loaded ledger; 0 leaves it out (default: {s_defaults.LedgerRows}).",
        HelpName = "N",
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])
            [_quick, _shapes, _subjects, _processes, _runs, _seconds, _ledger, _lanes, _batch, _queue])
            command.Options.Add(option);
    }

    public BenchRequest Read(ParseResult result)
    {
        var quick = result.GetValue(_quick);
        return new BenchRequest
        {
            Quick = quick,
            Shapes = result.GetValue(_shapes) ?? [],
            Subjects = result.GetValue(_subjects) ?? [],
            Processes = result.GetValue(_processes),
            Runs = result.GetValue(_runs) ?? s_defaults.Runs,
            Seconds = result.GetValue(_seconds) ?? (quick ? 1 : s_defaults.Seconds),
            WebhookSeconds = result.GetValue(_seconds),
            LedgerRows = result.GetValue(_ledger) ?? (quick ? 0 : s_defaults.LedgerRows),
            Lanes = result.GetValue(_lanes),
            MaxBatch = result.GetValue(_batch),
            QueueLimit = result.GetValue(_queue),
        };
    }

    private static Option<string[]> Many(string name, string description, string[] values)
    {
        var option = new Option<string[]>(name)
        {
            Description = $"{description}: {string.Join(", ", values)}.",
            HelpName = "NAME",
            Arity = ArgumentArity.OneOrMore,
        };
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    private static Option<int?> Number(string name, int least, int most, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is { } value && (value < least || value > most))
                result.AddError($"{name} is a number from {least} to {most}.");
        });
        return option;
    }
}
