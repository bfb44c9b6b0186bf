using Spectre.Console;

namespace Weir.Cli.Demo.Output;

/// <summary>With colours, tables and bars, for a terminal.</summary>
internal sealed class TerminalDemoOutput : IDemoOutput
{
    private const int BarWidth = 48;
    private const int TextWidthMax = 100;
    private readonly LineWrapper _text =
        new(Math.Min(TextWidthMax, AnsiConsole.Profile.Width), "  ",
            piece => AnsiConsole.Write(new Text(piece, new Style(Color.Aqua))));

    public void Scene(int number, int of, string title)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.Write(new Rule($"[bold]{number}/{of}  {Markup.Escape(title)}[/]") { Justification = Justify.Left });
    }

    public void Say(string text) => AnsiConsole.Write(new Padder(new Text(text), new Padding(2, 0, 0, 0)));

    public void Note(string text)
    {
        _text.End();
        AnsiConsole.MarkupLine($"  [grey]› {Markup.Escape(text)}[/]");
    }

    public void Delta(string text) => _text.Add(text);

    public void EndOfText() => _text.End();

    public void Facts(IReadOnlyList<(string Name, string Value)> facts) =>
        AnsiConsole.Write(new Padder(TableOf(facts), new Padding(2, 0, 0, 0)));

    public void Bar(long used, long held, long limit, string caption)
    {
        var (usedCells, heldCells) = BarCells.Of(used, held, limit, BarWidth);
        var rest = new string('─', BarWidth - usedCells - heldCells);
        AnsiConsole.MarkupLine(
            $"  [green]{new string('█', usedCells)}[/][yellow]{new string('▒', heldCells)}[/][grey]{rest}[/] "
            + $"{Markup.Escape(caption)}");
    }

    public void Refusal(string headline, IReadOnlyList<(string Name, string Value)> facts) =>
        AnsiConsole.Write(
        new Padder(
            new Panel(TableOf(facts))
            {
                Header = new PanelHeader($" [bold red]{Markup.Escape(headline)}[/] "),
                BorderStyle = new Style(Color.Red),
            },
            new Padding(2, 0, 0, 0)));

    private static Table TableOf(IReadOnlyList<(string Name, string Value)> facts)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        table.AddColumn(new TableColumn(string.Empty)).AddColumn(new TableColumn(string.Empty));
        foreach (var (name, value) in facts) table.AddRow(new Text(name, new Style(Color.Grey)), new Text(value));
        return table;
    }
}
