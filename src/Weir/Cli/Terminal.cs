using Spectre.Console;

namespace Weir.Cli;

/// <summary>
/// Results go to standard output, everything else to standard error. Colours, spinners and drawn tables are for a
/// terminal only.
/// </summary>
internal static class Terminal
{
    private static readonly IAnsiConsole s_errors = AnsiConsole.Create(
        new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    public static bool IsInteractive { get; } = !Console.IsOutputRedirected && !Console.IsErrorRedirected;

    public static void Line(string text = "") => Console.Out.WriteLine(text);

    public static void Error(string text) => Console.Error.WriteLine(text);

    /// <summary>
    /// Runs something that takes time; each step it reports is shown, live on a terminal, else as a line.
    /// </summary>
    public static async Task<T> WithProgressAsync<T>(string title, Func<IProgress<string>, Task<T>> work)
    {
        if (!IsInteractive) return await work(new LineProgress());
        return await s_errors.Status().StartAsync(
            Markup.Escape(title),
            async status => await work(new StatusProgress(status)));
    }

    /// <inheritdoc cref="WithProgressAsync{T}"/>
    public static Task WithProgressAsync(string title, Func<IProgress<string>, Task> work) =>
        WithProgressAsync<object?>(title, async progress =>
        {
            await work(progress);
            return null;
        });

    /// <summary>A table; without a terminal, its rows with columns padded by blanks.</summary>
    public static void Table(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (IsInteractive)
        {
            var table = new Table { Border = TableBorder.Rounded };
            table.AddColumns([.. headers.Select(Markup.Escape)]);
            foreach (var row in rows) table.AddRow([.. row.Select(Markup.Escape)]);
            AnsiConsole.Write(table);
            return;
        }
        var widths =
            headers.Select((_, column) => rows.Select(row => row[column].Length).DefaultIfEmpty().Max()).ToArray();
        foreach (var row in rows)
            Line(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }
}
