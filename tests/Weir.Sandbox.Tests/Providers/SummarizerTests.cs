using System.Diagnostics;
using Weir.Sandbox.Providers.Text;

namespace Weir.Sandbox.Tests.Providers;

public sealed class SummarizerTests
{
    private static Summary Summarize(string text, int tokensMax = 1_000) =>
        Summarizer.Summarize(ManuscriptReader.Read([text]), tokensMax);

    [Fact]
    public void Tells_the_chapter_in_its_own_words_from_beginning_to_end()
    {
        var summary = Summarize(Books.Chapter);
        summary.Cut.ShouldBeFalse();
        summary.Text.ShouldContain("Alice");
        summary.Text.Length.ShouldBeInRange(300, 1_500);
        var at = summary.Text.Split(". ").Select(PlaceOf).ToList();
        at.ShouldBeInOrder();
        at[0].ShouldBeLessThan(Books.Chapter.Length / 3);
        at[^1].ShouldBeGreaterThan(Books.Chapter.Length / 2);

        static int PlaceOf(string sentence)
        {
            var place = Books.Chapter.IndexOf(sentence[1..Math.Min(30, sentence.Length - 1)], StringComparison.Ordinal);
            place.ShouldBeGreaterThan(0, sentence);
            return place;
        }
    }

    [Fact]
    public void The_same_text_gives_the_same_summary() => Summarize(Books.Chapter).ShouldBe(Summarize(Books.Chapter));

    [Theory]
    [InlineData(16)]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(200)]
    public void Keeps_within_the_allowance_with_whole_sentences(int tokensMax)
    {
        var summary = Summarize(Books.Chapter, tokensMax);
        summary.Cut.ShouldBeFalse();
        summary.Tokens.ShouldBe(TokenPieces.Count(summary.Text));
        summary.Tokens.ShouldBeLessThanOrEqualTo(tokensMax);
        summary.Text.ShouldEndWith(".");
    }

    [Fact]
    public void Breaks_off_when_not_even_a_short_sentence_fits()
    {
        var summary = Summarize(Books.Chapter, 5);
        summary.Cut.ShouldBeTrue();
        summary.Tokens.ShouldBe(5);
    }

    [Fact]
    public void No_half_quotation_is_left()
    {
        var summary = Summarize(Books.Chapter).Text;
        summary.Count(c => c == '“').ShouldBe(summary.Count(c => c == '”'));
    }

    [Fact]
    public void Sentences_end_where_a_reader_ends_them() =>
        SentenceSplitter.Split("Mr. Darcy met Dr. J. Watson at 4 p.m. in St. Mary's. “Well!” said he. He left…").Select(s => s.Text)
            .ShouldBe(["Mr. Darcy met Dr. J. Watson at 4 p.m. in St. Mary's.", "“Well!” said he.", "He left…"]);

    [Fact]
    public void Wrapped_lines_are_one_sentence() =>
        SentenceSplitter.Split("One line\nand the next.\n\nA paragraph.").Select(s => s.Text)
            .ShouldBe(["One line and the next.", "A paragraph."]);

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("***")]
    public void Nothing_to_read_is_said(string text) => Summarize(text).Text.ShouldBe("There is no text to summarise.");

    [Fact]
    public void A_few_words_are_summarised_by_themselves() => Summarize("Hello there").Text.ShouldBe("Hello there.");

    [Fact]
    public void Texts_without_spaces_sentences_or_lines_are_no_burden()
    {
        string[] texts =
        [
            new('x', 200_000), string.Concat(Enumerable.Repeat("word ", 40_000)), new('(', 100_000), new('“', 100_000),
            string.Concat(Enumerable.Repeat("<chapter>", 20_000)), string.Concat(Enumerable.Repeat("```\n", 50_000)),
            string.Concat(Enumerable.Range(0, 30_000).Select(i => $"w{i} ")), string.Concat(Enumerable.Repeat("a. ", 60_000)),
        ];
        var watch = Stopwatch.StartNew();
        foreach (var text in texts) Summarize(text, 300).Tokens.ShouldBeLessThanOrEqualTo(300);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}
