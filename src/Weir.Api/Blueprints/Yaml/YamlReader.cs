using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Weir.Api.Blueprints.Yaml;

/// <summary>
/// Text to nodes with line numbers, from parser events: no reflection, no tags, no anchors, no aliases (so nothing can
/// multiply), one document, bounded depth. What is refused is reported and stands in as <see cref="YamlRefused"/>.
/// </summary>
internal sealed class YamlReader
{
    private const int MostDepth = 16;

    private readonly FaultList _faults;
    private readonly string _file;
    private readonly Parser _parser;

    private YamlReader(string file, string text, FaultList faults)
    {
        _file = file;
        _faults = faults;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The root node; null when there is none or the text is no YAML, which is then reported.</summary>
    public static YamlNode? Read(string file, string text, FaultList faults)
    {
        if (ReportTabs(file, text, faults)) return null;
        var reader = new YamlReader(file, text, faults);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException e)
        {
            faults.Add(file, LineOf(e.Start), $"this is not YAML: {FirstLine(e.Message)}");
            return null;
        }
    }

    /// <summary>YAML forbids tabs in indentation; parsers differ in what they make of them.</summary>
    private static bool ReportTabs(string file, string text, FaultList faults)
    {
        var before = faults.Count;
        var line = 0;
        foreach (var span in text.AsSpan().EnumerateLines())
        {
            line++;
            if (span[..^span.TrimStart().Length].Contains('\t'))
                faults.Add(file, line, "indent with spaces, not with tabs");
        }
        return faults.Count > before;
    }

    private bool MoveNext()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The scanner meets some broken flow collections this way; where it had come to is the best that is known.
            var at = _parser.Current?.End ?? Mark.Empty;
            throw new YamlException(
                at, at, "a bracket, brace or quote is not closed, or a ':' or ',' is missing, behind this", e);
        }
    }

    private YamlNode? ReadDocument()
    {
        MoveNext();
        if (!MoveNext() || _parser.Current is StreamEnd)
        {
            _faults.Add(_file, 1, "the file is empty");
            return null;
        }
        MoveNext();
        var root = ReadNode(0);
        MoveNext();
        if (MoveNext() && _parser.Current is DocumentStart second)
            _faults.Add(_file, LineOf(second.Start), "one document a file: remove '---' and what follows");
        return root;
    }

    private YamlNode ReadNode(int depth)
    {
        var current = _parser.Current ?? throw new YamlException("the file ends too early");
        var line = LineOf(current.Start);
        switch (current)
        {
            case AnchorAlias alias:
                _faults.Add(
                    _file, line,
                    $"aliases are not supported: write out what {Names.Quote("*" + alias.Value.Value)} stands for");
                return new YamlRefused(line);
            case Scalar scalar:
                return IsRefused(scalar, line) ? new YamlRefused(line) : ToText(scalar, line);
            case SequenceStart sequence:
                return Checked(sequence, ReadList(line, depth));
            case MappingStart mapping:
                return Checked(mapping, ReadMap(line, depth));
            default:
                throw new YamlException(current.Start, current.End, "a value is expected here");
        }
    }

    private YamlNode Checked(NodeEvent start, YamlNode node) =>
        IsRefused(start, node.Line) ? new YamlRefused(node.Line) : node;

    private YamlList ReadList(int line, int depth)
    {
        var items = new List<YamlNode>();
        CheckDepth(line, depth);
        while (MoveNext() && _parser.Current is not SequenceEnd) items.Add(ReadNode(depth + 1));
        return new YamlList(line, items);
    }

    private YamlMap ReadMap(int line, int depth)
    {
        var entries = new List<(YamlText, YamlNode)>();
        CheckDepth(line, depth);
        while (MoveNext() && _parser.Current is not MappingEnd)
        {
            var key = ReadNode(depth + 1);
            MoveNext();
            var value = ReadNode(depth + 1);
            if (key is YamlText text) entries.Add((text, value));
            else if (key is not YamlRefused) _faults.Add(_file, key.Line, "a key must be a plain name");
        }
        return new YamlMap(line, entries);
    }

    private static void CheckDepth(int line, int depth)
    {
        if (depth < MostDepth) return;
        throw new YamlException(
            new Mark(0, line, 1), new Mark(0, line, 1), $"nested deeper than {MostDepth} levels");
    }

    private bool IsRefused(NodeEvent node, int line)
    {
        var refused = false;
        if (!node.Anchor.IsEmpty)
        {
            _faults.Add(_file, line, $"anchors are not supported: remove {Names.Quote("&" + node.Anchor.Value)}");
            refused = true;
        }
        if (!node.Tag.IsEmpty)
        {
            _faults.Add(_file, line, $"tags are not supported: remove {Names.Quote(node.Tag.Value)}");
            refused = true;
        }
        return refused;
    }

    private static YamlText ToText(Scalar scalar, int line) =>
        new(line, scalar.Value, scalar.Style is ScalarStyle.Plain ? YamlScalars.KindOf(scalar.Value) : YamlKind.Text);

    private static int LineOf(Mark mark) => (int)Math.Clamp(mark.Line, 1, int.MaxValue);

    private static string FirstLine(string message)
    {
        var line = message.AsSpan().Trim();
        var end = line.IndexOfAny('\r', '\n');
        return (end < 0 ? line : line[..end]).ToString();
    }
}
