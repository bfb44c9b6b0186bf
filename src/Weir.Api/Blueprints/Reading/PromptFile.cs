using Weir.Core.Prompts;

namespace Weir.Api.Blueprints.Reading;

/// <summary>A prompt file, split and compiled.</summary>
internal sealed record PromptFile(string Path, PromptSection Instructions, PromptSection User)
{
    private static readonly string[] s_sections = ["instructions", "user"];

    /// <summary>Reads a file; null when it has a fault of its own, all of which are then reported.</summary>
    public static PromptFile? Read(string folder, string path, FaultList faults)
    {
        var before = faults.Count;
        if (TextFile.Read(folder, path, faults) is not { } text) return null;
        var sections = Split(path, text, faults);
        var compiled = s_sections
            .Select(name => sections.TryGetValue(name, out var s) ? Compile(path, name, s.Line, s.Text, faults) : null)
            .ToArray();
        return faults.Count == before && compiled is [{ } instructions, { } user]
            ? new PromptFile(path, instructions, user)
            : null;
    }

    private static Dictionary<string, (int Line, string Text)> Split(string path, string text, FaultList faults)
    {
        var sections = new Dictionary<string, (int Line, string Text)>(StringComparer.Ordinal);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var (name, first) = ((string?)null, 0);
        var strayReported = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                Close(i);
                (name, first) = (Heading(path, i + 1, line[2..].Trim(), sections, faults), i + 1);
                strayReported = true;
            }
            else if (name is null && !strayReported && line.Trim().Length > 0)
            {
                faults.Add(
                    path, i + 1,
                    "a prompt begins with '# instructions'; there is nothing before it, no front matter either");
                strayReported = true;
            }
        }
        Close(lines.Length);
        foreach (var missing in s_sections.Where(s => !sections.ContainsKey(s)))
            faults.Add(path, lines.Length, $"the section '# {missing}' is missing");
        return sections;

        void Close(int end)
        {
            if (name is not null) sections[name] = (first + 1, string.Join('\n', lines[first..end]));
        }
    }

    private static string? Heading(
        string path, int line, string name, Dictionary<string, (int Line, string Text)> sections, FaultList faults)
    {
        if (!s_sections.Contains(name))
        {
            faults.Add(
                path, line,
                $"{Names.Quote("# " + name)} is no section: there are '# instructions' and '# user'; headings of the "
                + "text itself begin with '##'");
            return null;
        }
        if (!sections.ContainsKey(name)) return name;
        faults.Add(path, line, $"the section '# {name}' is there twice");
        return null;
    }

    private static PromptSection? Compile(string path, string name, int line, string text, FaultList faults)
    {
        var leading = text.Length - text.TrimStart('\n').Length;
        var (first, trimmed) = (line + leading, text.Trim());
        if (trimmed.Length == 0)
        {
            faults.Add(path, line - 1, $"the section '# {name}' is empty");
            return null;
        }
        var compilation = PromptTemplate.Compile(trimmed);
        foreach (var fault in compilation.Faults) faults.Add(path, first + fault.Line - 1, fault.Message);
        return compilation.Ok ? new PromptSection(first, trimmed, compilation.Template) : null;
    }
}
