namespace Weir.Core.Prompts;

/// <summary>One pass over a template's text. Goes on after a fault, so that all are found.</summary>
internal sealed class PromptParser(string text)
{
    private const int MaxNameLength = 64;

    private readonly Stack<Block> _open = new();
    private int _line = 1;

    public List<PromptFault> Faults { get; } = [];

    public List<PromptVariable> Variables { get; } = [];

    public bool UsesFence { get; private set; }

    public IReadOnlyList<PromptNode> Parse()
    {
        var root = new Block(PromptNodeKind.Each, "", 0);
        _open.Push(root);
        var position = 0;
        while (position < text.Length)
        {
            var start = text.IndexOf("{{", position, StringComparison.Ordinal);
            if (start < 0) break;
            var end = text.IndexOf("}}", start + 2, StringComparison.Ordinal);
            CountLines(position, start);
            if (end < 0 || text.AsSpan(start, end - start).Contains('\n'))
            {
                Fault("'{{' without '}}' on the same line.");
                AddLiteral(position, start);
                position = start + 2;
                continue;
            }
            position = Tag(position, start, end);
        }
        AddLiteral(position, text.Length);
        while (_open.Count > 1)
        {
            var block = _open.Pop();
            Faults.Add(new(block.Line, $"'{{{{#{Word(block.Kind)} {block.Name}}}}}' is never closed."));
        }
        Faults.Sort((a, b) => a.Line.CompareTo(b.Line));
        return root.Children;
    }

    /// <summary>Takes in the literal before a tag and the tag; returns where the text goes on.</summary>
    private int Tag(int literalStart, int start, int end)
    {
        var next = end + 2;
        var tag = text.AsSpan(start + 2, end - start - 2).Trim(' ');
        var isBlock = tag.Length > 0 && tag[0] is '#' or '/';
        var (literalEnd, resume) = isBlock ? AloneOnLine(literalStart, start, next) : (start, next);
        AddLiteral(literalStart, literalEnd);
        if (tag.StartsWith("#if ")) Open(PromptNodeKind.If, tag[4..]);
        else if (tag.StartsWith("#each ")) Open(PromptNodeKind.Each, tag[6..]);
        else if (tag is "/if") Close(PromptNodeKind.If);
        else if (tag is "/each") Close(PromptNodeKind.Each);
        else Value(tag);
        CountLines(next, resume);
        return resume;
    }

    private (int LiteralEnd, int Resume) AloneOnLine(int literalStart, int start, int next)
    {
        var before = start;
        while (before > literalStart && text[before - 1] is ' ' or '\t') before--;
        if (before > 0 && text[before - 1] != '\n') return (start, next);
        var after = next;
        while (after < text.Length && text[after] is ' ' or '\t') after++;
        if (after < text.Length && text[after] == '\r') after++;
        if (after == text.Length) return (before, after);
        return text[after] == '\n' ? (before, after + 1) : (start, next);
    }

    private void Value(ReadOnlySpan<char> tag)
    {
        if (Name(tag) is not { } name) return;
        if (name == PromptTemplate.FenceName)
        {
            UsesFence = true;
            Add(new(PromptNodeKind.Fence, "", []));
            return;
        }
        Use(name, PromptUse.Text);
        Add(new(PromptNodeKind.Text, name, []));
    }

    private void Open(PromptNodeKind kind, ReadOnlySpan<char> rest)
    {
        if (_open.Count > PromptTemplate.MaxDepth) Fault($"Blocks are nested deeper than {PromptTemplate.MaxDepth}.");
        var name = Name(rest.Trim(' ')) ?? "?";
        if (name == PromptTemplate.FenceName) Fault($"'{name}' is a mark, not a member of the input.");
        else if (name != "?") Use(name, kind == PromptNodeKind.If ? PromptUse.Condition : PromptUse.List);
        _open.Push(new(kind, name, _line));
    }

    private void Close(PromptNodeKind kind)
    {
        var block = _open.Peek();
        if (_open.Count == 1 || block.Kind != kind)
        {
            Fault(_open.Count == 1
                ? $"'{{{{/{Word(kind)}}}}}' closes nothing."
                : $"'{{{{/{Word(kind)}}}}}' stands where '{{{{/{Word(block.Kind)}}}}}' is expected.");
            return;
        }
        _open.Pop();
        Add(new(kind, block.Name, block.Children));
    }

    private string? Name(ReadOnlySpan<char> name)
    {
        if (name.Length is > 0 and <= MaxNameLength
            && char.IsAsciiLetterLower(name[0])
            && !name.ContainsAnyExcept(s_nameCharacters))
            return name.ToString();
        Fault("Between '{{' and '}}' stands a name (a-z, 0-9, _), #if, /if, #each or /each; nothing else.");
        return null;
    }

    private void Use(string name, PromptUse use)
    {
        var lists = _open.Reverse().Skip(1).Where(b => b.Kind == PromptNodeKind.Each).Select(b => b.Name);
        var scope = string.Join('.', lists);
        Variables.Add(new(scope.Length == 0 ? name : $"{scope}.{name}", use, _line));
    }

    private void AddLiteral(int start, int end)
    {
        if (end > start) Add(new(PromptNodeKind.Literal, text[start..end], []));
    }

    private void Add(PromptNode node) => _open.Peek().Children.Add(node);

    private void Fault(string message) => Faults.Add(new(_line, message));

    private void CountLines(int start, int end) => _line += text.AsSpan(start, Math.Max(0, end - start)).Count('\n');

    private static string Word(PromptNodeKind kind) => kind == PromptNodeKind.If ? "if" : "each";

    private static readonly System.Buffers.SearchValues<char> s_nameCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    private sealed record Block(PromptNodeKind Kind, string Name, int Line)
    {
        public List<PromptNode> Children { get; } = [];
    }
}
