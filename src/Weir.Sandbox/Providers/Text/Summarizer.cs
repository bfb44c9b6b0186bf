using System.Globalization;

namespace Weir.Sandbox.Providers.Text;

/// <summary>
/// Summarises by picking: each section is parted into bands, and the sentence that tells most is taken from each, so that
/// a summary runs from the section's beginning to its end and every chapter of an act has its lines. The same text and
/// allowance always give the same summary.
/// </summary>
internal static class Summarizer
{
    private const int SentencesMax = 6;
    private const int SentencesPerSectionMax = 3;
    private const double OverlapPenalty = 0.6;
    private static readonly int[] s_sentenceChars = [240, 120, 60];

    /// <summary>Summarises within <paramref name="tokensMax"/> pieces: fewer sentences, then shorter ones, then a cut.</summary>
    public static Summary Summarize(IReadOnlyList<Section> sections, int tokensMax)
    {
        var sources = sections.Select(Source.Of).Where(source => source.Sentences.Count > 0).ToList();
        if (sources.Count == 0) return Fit("There is no text to summarise.", tokensMax);
        var most = sources.Count == 1 ? SentencesMax : SentencesPerSectionMax;
        var text = string.Empty;
        foreach (var (count, chars) in Attempts(most))
        {
            text = Compose(sources, count, chars);
            if (TokenPieces.Count(text) <= tokensMax) break;
        }
        return Fit(text, tokensMax);
    }

    private static IEnumerable<(int Count, int Chars)> Attempts(int most)
    {
        for (var count = most; count > 1; count--) yield return (count, s_sentenceChars[0]);
        foreach (var chars in s_sentenceChars) yield return (1, chars);
    }

    private static Summary Fit(string text, int tokensMax)
    {
        var tokens = TokenPieces.Count(text);
        return tokens <= tokensMax
            ? new Summary(text, tokens, Cut: false)
            : new Summary(TokenPieces.Take(text, tokensMax), tokensMax, Cut: true);
    }

    private static string Compose(List<Source> sources, int count, int chars)
    {
        if (sources.Count == 1) return Lines(sources[0], count, chars);
        var parts = sources.Select((source, index) =>
        {
            var title = source.Title ?? string.Create(CultureInfo.InvariantCulture, $"Chapter {index + 1}");
            return $"{title}: {Lines(source, count, chars)}";
        });
        return string.Join("\n\n", parts);
    }

    private static string Lines(Source source, int count, int chars) =>
        string.Join(' ', Pick(source, count).Select(index => SentenceTrimmer.Trim(source.Sentences[index].Text, chars)));

    private static List<int> Pick(Source source, int count)
    {
        var sentences = source.Sentences.Count;
        var bands = Math.Clamp((int)Math.Round(Math.Sqrt(sentences) * 0.75), 1, Math.Min(count, sentences));
        var picked = new List<int>(bands);
        for (var band = 0; band < bands; band++)
        {
            var first = band * sentences / bands;
            var last = (band + 1) * sentences / bands;
            picked.Add(Enumerable.Range(first, last - first).MaxBy(index => Worth(source, picked, index)));
        }
        return picked;
    }

    private static double Worth(Source source, List<int> picked, int index)
    {
        var overlap = picked.Count == 0 ? 0 : picked.Max(other => source.Scorer.Overlap(index, other));
        return source.Scores[index] * (1 - OverlapPenalty * overlap);
    }

    private sealed record Source(string? Title, IReadOnlyList<Sentence> Sentences, SentenceScorer Scorer, double[] Scores)
    {
        public static Source Of(Section section)
        {
            var sentences = SentenceSplitter.Split(section.Text);
            var scorer = new SentenceScorer(sentences);
            return new Source(section.Title, sentences, scorer, [.. sentences.Select(s => scorer.Score(s.Index))]);
        }
    }
}
