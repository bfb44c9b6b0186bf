namespace Weir.Api.Tests.Blueprints;

public sealed class PromptFileTests
{
    [Theory]
    [InlineData("---\ntitle: x\n---\n# instructions\na\n# user\n{{topic}}", "prompts/poem.md:1: a prompt begins with '# instructions'")]
    [InlineData("# instructions\na\n", "prompts/poem.md:3: the section '# user' is missing")]
    [InlineData("# instructions\na\n# user\nb\n# user\nc", "prompts/poem.md:5: the section '# user' is there twice")]
    [InlineData("# instructions\na\n# examples\n# user\nb", "prompts/poem.md:3: '# examples' is no section")]
    [InlineData("# instructions\n\n# user\nb", "prompts/poem.md:1: the section '# instructions' is empty")]
    [InlineData("# instructions\n{{topic}}\n# user\nb", "prompts/poem.md:2: 'topic' may not stand in '# instructions'")]
    [InlineData("# instructions\na\n\n# user\n\n\n{{tpoic}}", "prompts/poem.md:7: feature 'poem': The feature has no input member 'tpoic'.")]
    [InlineData("# instructions\na\n# user\nfirst\n{{#if topic}}", "prompts/poem.md:5: '{{#if topic}}' is never closed.")]
    [InlineData("# instructions\na\n# user\n{{lines}}", "prompts/poem.md:4: feature 'poem': 'lines' is a list: use {{#each}}.")]
    public void Each_fault_is_named_with_its_line_in_the_file(string prompt, string expected) =>
        BlueprintFolder.FaultsOf(BlueprintFolder.ValidYaml, prompt).ShouldHaveSingleItem().ShouldStartWith(expected);

    [Fact]
    public void Windows_line_ends_and_headings_of_the_text_are_no_fault()
    {
        using var folder = new BlueprintFolder(
            prompt: "# instructions\r\n\r\n## Style\r\nPlain.\r\n# user\r\n{{topic}}\r\n");
        var prompt = folder.Load().Catalog.ShouldNotBeNull().Features[0].Prompt;
        prompt.Code.ShouldBe("poem");
        prompt.Instructions.ShouldBe("## Style\nPlain.");
        prompt.User.ShouldBe("{{topic}}");
    }
}
