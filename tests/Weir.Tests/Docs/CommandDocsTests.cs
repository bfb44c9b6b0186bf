using System.CommandLine;
using System.Text.RegularExpressions;
using Weir.Cli;
using Weir.State;

namespace Weir.Tests.Docs;

/// <summary><c>docs/commands.md</c> is what <c>--help</c> says, and no document names a command or option that is not there.</summary>
public sealed partial class CommandDocsTests
{
    private static readonly string[] s_places = ["README.md", "CONTRIBUTING.md", "docs", "src", "tests", "blueprints", "samples", "db"];

    [Fact]
    public void Every_command_is_there_with_its_options()
    {
        var found = File.ReadAllLines(Path.Combine(Checkout.Root, "docs", "commands.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        found.ShouldBe(All(CommandLine.Create(), "").Select(Row));
    }

    [Fact]
    public void What_documents_and_messages_name_is_there()
    {
        var faults = new List<string>();
        var named = 0;
        foreach (var file in s_places.SelectMany(Files))
        {
            foreach (Match match in Named().Matches(File.ReadAllText(file)))
            {
                named++;
                if (Fault(match.Groups[1].Value) is { } fault)
                    faults.Add($"{Path.GetRelativePath(Checkout.Root, file)}: {match.Value.Trim()}: {fault}");
            }
        }
        faults.ShouldBeEmpty();
        named.ShouldBeGreaterThan(50);
    }

    [Theory]
    [InlineData("help", "no command help")]
    [InlineData("keys create --scopes metering:read", "no option --scopes")]
    [InlineData("keys create --scope metering:read", null)]
    public void What_is_not_there_is_found(string words, string? fault) => Fault(words).ShouldBe(fault);

    private static string Row((string Path, Command Command) one)
    {
        var words = new[] { one.Path }.Concat(one.Command.Arguments.Select(Argument));
        var options = one.Command.Options.Where(option => !option.Hidden && option.Name is not ("--help" or "--version"))
            .Select(option => $"`{option.Name}`");
        return $"| `{string.Join(' ', words)}` | {one.Command.Description} | {string.Join(' ', options)} |";

        // One that may be left out stands in brackets.
        static string Argument(Argument argument) => argument.Arity.MinimumNumberOfValues > 0
            ? $"<{argument.Name}>"
            : $"[{argument.Name}]";
    }

    private static IEnumerable<(string Path, Command Command)> All(Command parent, string path) =>
        parent.Subcommands.Where(command => !command.Hidden).SelectMany(command =>
        {
            var own = path.Length == 0 ? command.Name : $"{path} {command.Name}";
            return command.Subcommands.Count == 0 ? [(own, command)] : All(command, own);
        });

    /// <summary>What of these words is not there; null when all is.</summary>
    private static string? Fault(string words)
    {
        Command command = CommandLine.Create();
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.StartsWith("--", StringComparison.Ordinal))
            {
                var name = word.TrimEnd('.', ',', ':', ';', '"').Split('=')[0];
                if (name is not ("--help" or "--version") && command.Options.All(option => option.Name != name))
                    return $"no option {name}";
            }
            else if (command.Subcommands.Count > 0)
            {
                var name = word.TrimEnd('.', ',', ':', ';', '"');
                if (!Name().IsMatch(name)) return null;
                var next = command.Subcommands.FirstOrDefault(one => one.Name == name);
                if (next is null) return $"no command {name}";
                command = next;
            }
        }
        return null;
    }

    private static IEnumerable<string> Files(string place)
    {
        var path = Path.Combine(Checkout.Root, place);
        if (File.Exists(path)) return [path];
        return Directory.GetFiles(path, "*", SearchOption.AllDirectories).Where(file =>
            Path.GetExtension(file) is ".md" or ".cs" && !Hidden().IsMatch(file)
            && Path.GetFileName(file) != "CommandDocsTests.cs");
    }

    /// <summary>From <c>./weir</c>, or <c>weir</c> in backticks, to what ends a command: a backtick, a comment, a pipe, a bracket.</summary>
    [GeneratedRegex(@"(?:(?<![\w/.])\./weir|`weir)((?: [^`\n#|)…<\\{}]*)?)")]
    private static partial Regex Named();

    [GeneratedRegex(@"\A[a-z][a-z-]+\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"[/\\](bin|obj|node_modules)[/\\]")]
    private static partial Regex Hidden();
}
