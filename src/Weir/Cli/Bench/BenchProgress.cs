using Spectre.Console;
using Weir.Benches;

namespace Weir.Cli.Bench;

/// <summary>Progress of a bench on standard error: a bar on a terminal, else a line a step.</summary>
internal sealed class BenchProgress : IBenchProgress
{
    private readonly ProgressTask? _bar;
    private bool _begun;

    private BenchProgress(ProgressTask? bar) => _bar = bar;

    public static async Task<T> RunAsync<T>(string title, Func<IBenchProgress, Task<T>> work)
    {
        if (!Terminal.IsInteractive) return await work(new BenchProgress(null));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .AutoClear(true)
            .Columns(
                new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn())
            .StartAsync(context => work(new BenchProgress(context.AddTask(Markup.Escape(title)))));
    }

    public void Expect(int steps)
    {
        if (_bar is not null) _bar.MaxValue = Math.Max(steps, 1);
    }

    public void Step(string what)
    {
        // A step is done when the next begins.
        if (_begun) _bar?.Increment(1);
        _begun = true;
        Report(what);
    }

    public void Report(string value)
    {
        if (_bar is null) Terminal.Error(value);
        else _bar.Description = Markup.Escape(value);
    }
}
