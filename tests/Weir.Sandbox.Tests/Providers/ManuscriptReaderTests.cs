using System.Text.Json;
using Weir.Core.Catalog;
using Weir.Core.Features;
using Weir.Core.Prompts;
using Weir.Sandbox.Providers.Text;

namespace Weir.Sandbox.Tests.Providers;

/// <summary>Whatever a template wraps around the author's text, the text comes out and the wrapping does not.</summary>
public sealed class ManuscriptReaderTests
{
    private const string Mark = "=====0123456789abcdef";
    private const string First = "The river rose in the night. Anna walked the bank.";
    private const string Second = "The mill burned down. Tomas ran into the woods.";

    [Theory]
    [InlineData(First)]
    [InlineData("Summarise the following chapter in 100 words.\n\n" + First)]
    [InlineData("Please write a short summary of the chapter below.\n\nText:\n" + First)]
    [InlineData("Instructions: be brief\n\n" + First + "\n\nDo not add anything else.")]
    [InlineData("Write a summary.\n\n\"\"\"\n" + First + "\n\"\"\"\nThank you.")]
    [InlineData("Summarise this.\n<instructions>Be brief.</instructions>\n<text>\n" + First + "\n</text>")]
    [InlineData("{\"instructions\":\"Be brief.\",\"text\":\"" + First + "\"}")]
    [InlineData("Wishes of the writer\n" + Mark + "\nBe brief.\n" + Mark + "\n\nChapter\n" + Mark + "\n" + First + "\n" + Mark)]
    public void Only_the_text_comes_out(string message)
    {
        var section = ManuscriptReader.Read([message]).ShouldHaveSingleItem();
        section.Text.Trim().ShouldBe(First);
        section.Title.ShouldBeNull();
    }

    [Theory]
    [InlineData("# One\n\n" + First + "\n\n# Two\n\n" + Second)]
    [InlineData("Title: One\n" + First + "\n\nTitle: Two\n" + Second)]
    [InlineData("<chapters><chapter title=\"One\">" + First + "</chapter><chapter title=\"Two\">" + Second + "</chapter></chapters>")]
    [InlineData("<chapter><title>One</title><text>" + First + "</text></chapter><chapter><title>Two</title><text>" + Second + "</text></chapter>")]
    [InlineData("{\"chapters\":[{\"title\":\"One\",\"text\":\"" + First + "\"},{\"title\":\"Two\",\"text\":\"" + Second + "\"}]}")]
    [InlineData("Title of the act\n" + Mark + "\nThe Act\n" + Mark + "\n\nChapter\n" + Mark + "\nOne\n" + Mark + "\n" + First + "\n"
        + Mark + "\n\nChapter\n" + Mark + "\nTwo\n" + Mark + "\n" + Second + "\n" + Mark + "\n")]
    public void Chapters_are_told_apart(string message)
    {
        var sections = ManuscriptReader.Read([message]);
        sections.Select(s => s.Title).ShouldBe(["One", "Two"]);
        sections.Select(s => s.Text.Trim()).ShouldBe([First, Second]);
    }

    [Fact]
    public void A_manuscript_may_have_brackets_tags_and_rules_of_its_own()
    {
        const string text = "[He waits.] <b>Then</b> the bell rang & rang.\n\n-----\n\nShe said: \"x < y\".";
        var section = ManuscriptReader.Read([text]).ShouldHaveSingleItem();
        section.Text.Trim().ShouldBe(text);
    }

    [Fact]
    public void A_title_gives_a_chapter_its_line_in_the_summary_of_an_act()
    {
        var message = "<chapter title=\"One\">" + First + "</chapter><chapter>" + Second + "</chapter>";
        var text = Summarizer.Summarize(ManuscriptReader.Read([message]), 200).Text;
        text.ShouldContain("One: ");
        text.ShouldContain("Chapter 2: ");
        text.ShouldContain("river");
        text.ShouldContain("Tomas");
    }

    [Fact]
    public void An_act_of_many_chapters_has_a_line_for_each()
    {
        var chapters = Enumerable.Range(1, 30).Select(i => $"<chapter title=\"C{i}\">Person{i} opened door {i}. Then it rained.</chapter>");
        var text = Summarizer.Summarize(ManuscriptReader.Read([string.Concat(chapters)]), 1_000).Text;
        for (var i = 1; i <= 30; i++) text.ShouldContain($"C{i}: ");
    }

    [Theory]
    [InlineData("chapter_summary", """{"title":"Down","text":"TEXT","instructions":"Mention the chapter."}""", 1)]
    [InlineData("chapter_summary", """{"text":"TEXT"}""", 1)]
    [InlineData("act_summary", """{"title":"Act","chapters":[{"title":"One","text":"TEXT"},{"text":"TEXT"}],"instructions":"Short."}""", 2)]
    [InlineData("act_summary", """{"chapters":[{"text":"TEXT"},{"title":"Chapter Two","text":"TEXT"},{"text":"TEXT"}]}""", 3)]
    public void The_prompts_of_scritorio_are_read(string prompt, string input, int chapters)
    {
        var template = File.ReadAllText(Path.Combine(Books.Root, "blueprints", "scritorio", "prompts", prompt + ".md"));
        var compiled = PromptTemplate.Compile(template[(template.IndexOf("# user\n", StringComparison.Ordinal) + 7)..].Trim());
        InputField text = new("text", InputType.Text, true) { MaxLength = 10_000 };
        InputField title = new("title", InputType.Text, false) { MaxLength = 100 };
        InputField wishes = new("instructions", InputType.Text, false) { MaxLength = 100 };
        InputField chapterList = new("chapters", InputType.Array, true) { MinItems = 1, MaxItems = 60, Items = [title, text] };
        InputField[] fields = prompt == "act_summary" ? [title, wishes, chapterList] : [title, wishes, text];
        using var document = JsonDocument.Parse(input.Replace("TEXT", First, StringComparison.Ordinal));
        var message = compiled.Template!.Render(InputValidator.Validate(fields, document.RootElement, "input").Input!);
        ManuscriptReader.Read([message]).Select(s => s.Text.Trim()).ShouldBe(Enumerable.Repeat(First, chapters));
    }
}
