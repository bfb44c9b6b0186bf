using System.Text.RegularExpressions;
using Weir.Cli.Sabotage;
using Weir.State;

namespace Weir.Tests.Sabotage;

/// <summary>The list of `weir sabotage`, without running it: it fits the code of today.</summary>
public sealed class SabotageListTests
{
    private static readonly IReadOnlyList<SabotagePatch> s_all =
        SabotageReader.ReadAll(Path.Combine(Checkout.Root, "tests", "sabotage"));

    public static TheoryData<string> Names => [.. s_all.Select(patch => patch.Name)];

    [Fact]
    public void There_are_enough_and_of_both_kinds()
    {
        s_all.Count.ShouldBeGreaterThanOrEqualTo(25);
        s_all.Count(patch => patch.IsSql).ShouldBeGreaterThan(10);
        s_all.Count(patch => !patch.IsSql).ShouldBeGreaterThan(5);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Applies_and_names_tests_that_there_are(string name)
    {
        var patch = s_all.Single(p => p.Name == name);
        foreach (var file in patch.Changes.GroupBy(change => change.File))
        {
            var before = File.ReadAllText(Path.Combine(Checkout.Root, file.Key));
            file.Aggregate(before, (text, change) => change.ApplyTo(text)).ShouldNotBe(before);
        }
        var tests = Path.Combine(Checkout.Root, "tests", patch.Project);
        var classes = Directory.GetFiles(tests, "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"^public sealed (?:partial )?class (\w+)", RegexOptions.Multiline))
            .Select(match => match.Groups[1].Value)
            .ToHashSet();
        patch.Classes.ShouldBeSubsetOf(classes);
    }
}
