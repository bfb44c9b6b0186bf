using System.Text;
using Weir.Api.Blueprints;

namespace Weir.Api.Tests.Blueprints;

/// <summary>What YAML can do to a reader that trusts it.</summary>
public sealed class YamlHazardTests
{
    [Fact]
    public void Anchors_and_aliases_are_refused_one_by_one_and_never_expanded()
    {
        var bomb = new StringBuilder(
            "format: 1\nblueprint: bomb\ncustomer: personal\nplans: {}\nmeters:\n  a0: &a0 [x, x]\n");
        for (var i = 1; i <= 40; i++) bomb.Append(null, $"  a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n");
        var faults = BlueprintFolder.FaultsOf(bomb.ToString());
        faults.ShouldContain("weir.yaml:6: anchors are not supported: remove '&a0'");
        faults.ShouldContain("weir.yaml:7: aliases are not supported: write out what '*a0' stands for");
        faults.Count.ShouldBe(41 + 40);
    }

    [Fact]
    public void Tags_are_refused()
    {
        var faults = BlueprintFolder.FaultsOf(
            BlueprintFolder.ValidYaml.Replace("name: Free", "name: !!str Free", StringComparison.Ordinal));
        faults.ShouldHaveSingleItem().ShouldContain("tags are not supported");
    }

    [Fact]
    public void Merge_keys_are_unknown_keys() =>
        BlueprintFolder.FaultsOf(
            BlueprintFolder.ValidYaml.Replace("name: Free", "name: Free\n    <<: {}", StringComparison.Ordinal))
            .ShouldHaveSingleItem().ShouldStartWith("weir.yaml:13: plan 'free' has no key '<<'");

    [Fact]
    public void Tabs_in_indentation_are_named_line_by_line() =>
        BlueprintFolder.FaultsOf("format: 1\n\tblueprint: x\n  \tcustomer: personal\n").ShouldBe(
            ["weir.yaml:2: indent with spaces, not with tabs", "weir.yaml:3: indent with spaces, not with tabs"]);

    [Fact]
    public void A_second_document_is_refused() =>
        BlueprintFolder.FaultsOf(BlueprintFolder.ValidYaml + "\n---\nformat: 1\n")
            .ShouldHaveSingleItem().ShouldContain("one document a file");

    [Theory]
    [InlineData("", "weir.yaml:1: the file is empty")]
    [InlineData("# nothing\n", "weir.yaml:1: the file is empty")]
    [InlineData("[]", "weir.yaml:1: the blueprint must be a mapping")]
    [InlineData("just text", "weir.yaml:1: the blueprint must be a mapping")]
    [InlineData("format: 1\nblueprint: [a\n", "weir.yaml:3: this is not YAML")]
    [InlineData("a: b: c", "weir.yaml:1: this is not YAML")]
    [InlineData("? [a, b]\n: 1\n", "weir.yaml:1: a key must be a plain name")]
    [InlineData("format: 1\0", "weir.yaml:1: there is a control character on this line")]
    public void What_is_no_blueprint_is_said_so(string yaml, string expected) =>
        BlueprintFolder.FaultsOf(yaml).ShouldContain(f => f.StartsWith(expected, StringComparison.Ordinal));

    [Fact]
    public void Deep_nesting_is_refused_without_recursing_into_it()
    {
        var faults = BlueprintFolder.FaultsOf("meters: " + new string('[', 100_000));
        faults.ShouldHaveSingleItem().ShouldContain("nested deeper than 16 levels");
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_named_by_line()
    {
        byte[] yaml = [.. "format: 1\nblueprint: "u8, 0xC3, 0x28, .. "\n"u8];
        using var folder = new BlueprintFolder(yaml, "# instructions"u8.ToArray());
        folder.Load().Faults.ShouldHaveSingleItem().ToString().ShouldBe(
            "weir.yaml:2: the file is not UTF-8: save it in that encoding");
    }

    [Fact]
    public void A_byte_order_mark_is_no_fault()
    {
        using var folder = new BlueprintFolder(
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(BlueprintFolder.ValidYaml)], Encoding.UTF8.GetBytes(BlueprintFolder.ValidPrompt));
        folder.Load().Faults.ShouldBeEmpty();
    }

    [Fact]
    public void Huge_files_are_refused_unread()
    {
        using var folder = new BlueprintFolder(new byte[300_000], []);
        folder.Load().Faults.ShouldHaveSingleItem().ToString().ShouldBe("weir.yaml: the file is larger than 256 KiB");
    }

    [Fact]
    public void An_unknown_name_suggests_the_nearest_blueprint()
    {
        var fault = Blueprint.Load("scritoro").Faults.ShouldHaveSingleItem();
        fault.Message.ShouldContain("did you mean 'scritorio'?");
        Blueprint.Load("/nowhere/at/all").Faults.ShouldHaveSingleItem().Message.ShouldContain("there is no weir.yaml in this folder");
    }
}
