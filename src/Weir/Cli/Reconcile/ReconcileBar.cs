using System.Globalization;
using Spectre.Console;
using Weir.Billing.Reconciling;

namespace Weir.Cli.Reconcile;

/// <summary>Progress of a comparison on standard error: a bar on a terminal, else a line a page.</summary>
internal sealed class ReconcileBar : IProgress<ReconcileProgress>
{
    private readonly string _title;
    private readonly ProgressTask? _bar;

    private ReconcileBar(string title, ProgressTask? bar) => (_title, _bar) = (title, bar);

    public static async Task<T> RunAsync<T>(string title, Func<IProgress<ReconcileProgress>, Task<T>> work)
    {
        if (!Terminal.IsInteractive) return await work(new ReconcileBar(title, null));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn(), new TaskDescriptionColumn(), new SpinnerColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask(Markup.Escape(title));
                bar.IsIndeterminate = true;
                return work(new ReconcileBar(title, bar));
            });
    }

    public void Report(ReconcileProgress value)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{_title}: {value.Seen:N0} looked at");
        if (_bar is null)
        {
            Terminal.Error(text);
            return;
        }
        _bar.Description = Markup.Escape(text);
        if (value.Total is not { } total) return;
        _bar.IsIndeterminate = false;
        _bar.MaxValue = Math.Max(total, 1);
        _bar.Value = value.Seen;
    }
}
