using System.Globalization;

namespace Weir.Cli.Demo.Output;

/// <summary>Plain lines, for logs and pipes.</summary>
internal sealed class PlainDemoOutput : IDemoOutput
{
    private const int Width = 100;
    private const int BarWidth = 40;
    private const string Indent = "  ";
    private readonly LineWrapper _text = new(Width, Indent, Console.Out.Write);

    public void Scene(int number, int of, string title)
    {
        Terminal.Line();
        Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"[{number}/{of}] {title}"));
    }

    public void Say(string text)
    {
        var lines = new LineWrapper(Width, Indent, Console.Out.Write);
        lines.Add(text);
        lines.End();
    }

    public void Note(string text)
    {
        _text.End();
        Terminal.Line($"{Indent}> {text}");
    }

    public void Delta(string text) => _text.Add(text);

    public void EndOfText() => _text.End();

    public void Facts(IReadOnlyList<(string Name, string Value)> facts)
    {
        var width = facts.Max(fact => fact.Name.Length);
        foreach (var (name, value) in facts) Terminal.Line($"{Indent}{name.PadRight(width)}  {value}");
    }

    public void Bar(long used, long held, long limit, string caption)
    {
        var (usedCells, heldCells) = BarCells.Of(used, held, limit, BarWidth);
        var rest = new string('.', BarWidth - usedCells - heldCells);
        Terminal.Line($"{Indent}[{new string('#', usedCells)}{new string('+', heldCells)}{rest}] {caption}");
    }

    public void Refusal(string headline, IReadOnlyList<(string Name, string Value)> facts)
    {
        Terminal.Line(Indent + headline);
        Facts(facts);
    }
}
