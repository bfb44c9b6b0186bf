using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Weir.House.Tests;

/// <summary>Arrows point one way: Weir → {Gateway, Billing, Api, Sandbox} → Http → Data → Core (docs/decisions/0001).</summary>
public sealed partial class ArrowTests
{
    private static readonly string[] s_middle = ["Weir.Http", "Weir.Data", "Weir.Core"];

    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Weir.Core"] = [],
        ["Weir.Data"] = ["Weir.Core"],
        ["Weir.Http"] = ["Weir.Data", "Weir.Core"],
        ["Weir.Gateway"] = s_middle,
        ["Weir.Billing"] = s_middle,
        ["Weir.Api"] = s_middle,
        ["Weir.Sandbox"] = s_middle,
        ["Weir.Client"] = [],
        ["Weir"] = ["Weir.Gateway", "Weir.Billing", "Weir.Api", "Weir.Sandbox", .. s_middle],
    };

    public static TheoryData<string> Projects() =>
        new(Repository.Files("src", ".csproj").Select(f => Path.GetFileNameWithoutExtension(f)!));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_downwards(string project)
    {
        var file = XDocument.Parse(Repository.Read($"src/{project}/{project}.csproj"));
        var references = file.Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!));
        references.Except(s_allowed[project]).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_source_file_names_only_what_lies_below(string project)
    {
        var strays = Repository.Files($"src/{project}", ".cs")
            .SelectMany(f => WeirUsing().Matches(Repository.Read(f)).Select(m => (File: f, Uses: m.Groups[1].Value)))
            .Where(x => x.Uses != project && !s_allowed[project].Contains(x.Uses) && s_allowed.ContainsKey(x.Uses));
        strays.ShouldBeEmpty();
    }

    [Fact]
    public void Core_has_no_packages_no_clock_and_no_I_O()
    {
        Repository.Read("src/Weir.Core/Weir.Core.csproj").ShouldNotContain("Reference Include");
        var strays = Repository.Files("src/Weir.Core", ".cs")
            .Where(f => ImpureCall().IsMatch(Repository.Read(f)));
        strays.ShouldBeEmpty();
    }

    [GeneratedRegex(@"\b(Weir\.[A-Z][A-Za-z]+)\b")]
    private static partial Regex WeirUsing();

    [GeneratedRegex(@"\b(TimeProvider\.System|HttpClient|File\.|Directory\.|Environment\.GetEnvironmentVariable|Stopwatch|Socket)\b")]
    private static partial Regex ImpureCall();
}
