using System.Text;
using Weir.Core.Catalog;
using Weir.Core.Features;

namespace Weir.Core.Prompts;

/// <summary>
/// A prompt template, compiled once. The whole syntax: <c>{{name}}</c>, <c>{{#if name}}…{{/if}}</c> (there is something
/// in it), <c>{{#each name}}…{{/each}}</c> (inside, names are members of the item) and <c>{{fence}}</c>. A block tag
/// alone on its line takes the line with it. Everything else between double braces is a fault.
/// <para>
/// Rendering is one pass over the compiled pieces: a value is copied, never read as template. <c>{{fence}}</c> writes a
/// mark that occurs in none of the values, so text cannot close a delimiter that is made of it.
/// </para>
/// </summary>
public sealed class PromptTemplate
{
    /// <summary>Most UTF-16 code units of a template.</summary>
    public const int MaxLength = 65_536;

    /// <summary>Deepest nesting of blocks.</summary>
    public const int MaxDepth = 8;

    /// <summary>Name that a template may use without an input member of that name.</summary>
    public const string FenceName = "fence";

    private readonly IReadOnlyList<PromptNode> _nodes;
    private readonly bool _usesFence;

    private PromptTemplate(IReadOnlyList<PromptNode> nodes, IReadOnlyList<PromptVariable> variables, bool usesFence)
    {
        _nodes = nodes;
        _usesFence = usesFence;
        Variables = variables;
    }

    /// <summary>Every reference to the input, in the order of the text.</summary>
    public IReadOnlyList<PromptVariable> Variables { get; }

    /// <summary>Compiles a template; reports every fault at once.</summary>
    public static PromptCompilation Compile(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength)
            return new(null, [new(1, $"The template is longer than {MaxLength} characters.")]);
        var parser = new PromptParser(text);
        var nodes = parser.Parse();
        return parser.Faults.Count > 0
            ? new(null, parser.Faults)
            : new(new PromptTemplate(nodes, parser.Variables, parser.UsesFence), []);
    }

    /// <summary>
    /// What does not fit the input that a feature accepts: unknown names, a list used as text, a text used as list.
    /// </summary>
    public IReadOnlyList<PromptFault> Check(IReadOnlyList<InputField> input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var faults = new List<PromptFault>();
        if (_usesFence && input.Any(f => f.Name == FenceName))
            faults.Add(new(1, $"An input member may not be called '{FenceName}': the template uses that name."));
        foreach (var variable in Variables)
        {
            var field = Find(input, variable.Path);
            if (field is null)
                faults.Add(new(variable.Line, $"The feature has no input member '{variable.Path}'."));
            else if (variable.Use == PromptUse.Text && field.Type != InputType.Text)
                faults.Add(new(variable.Line, $"'{variable.Path}' is a list: use {{{{#each}}}}."));
            else if (variable.Use == PromptUse.List && field.Type != InputType.Array)
                faults.Add(new(variable.Line, $"'{variable.Path}' is a text: {{{{#each}}}} needs a list."));
        }
        return faults;
    }

    /// <summary>Renders with input that was validated by the rules which <see cref="Check"/> saw.</summary>
    public string Render(InputObject input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var output = new StringBuilder();
        Write(output, _nodes, input, _usesFence ? PromptFence.For(input) : "");
        return output.ToString();
    }

    private static void Write(StringBuilder output, IReadOnlyList<PromptNode> nodes, InputObject scope, string fence)
    {
        foreach (var node in nodes)
        {
            switch (node.Kind)
            {
                case PromptNodeKind.Literal: output.Append(node.Text); break;
                case PromptNodeKind.Text: output.Append(scope.Text(node.Text)); break;
                case PromptNodeKind.Fence: output.Append(fence); break;
                case PromptNodeKind.If when scope.Has(node.Text): Write(output, node.Children, scope, fence); break;
                case PromptNodeKind.If: break;
                case PromptNodeKind.Each:
                    foreach (var item in scope.Items(node.Text)) Write(output, node.Children, item, fence);
                    break;
                default: throw new InvalidOperationException($"Unknown node {node.Kind}.");
            }
        }
    }

    private static InputField? Find(IReadOnlyList<InputField> fields, string path)
    {
        InputField? found = null;
        foreach (var name in path.Split('.'))
        {
            found = fields.FirstOrDefault(f => f.Name == name);
            if (found is null) return null;
            fields = found.Items;
        }
        return found;
    }
}
