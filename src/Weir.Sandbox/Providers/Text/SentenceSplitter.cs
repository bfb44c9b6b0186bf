using System.Collections.Frozen;
using System.Text;

namespace Weir.Sandbox.Providers.Text;

/// <summary>Cuts prose into sentences; lines that were only wrapped are joined, blank lines part paragraphs.</summary>
internal static class SentenceSplitter
{
    /// <summary>What runs on for longer without an end is cut at a word, so that no text is one single sentence.</summary>
    private const int SentenceCharsMax = 1_000;

    private static readonly FrozenSet<string> s_abbreviations = new[]
    {
        "mr", "mrs", "ms", "dr", "st", "prof", "rev", "hon", "capt", "col", "gen", "lt", "sgt", "sr", "jr", "messrs", "mme",
        "mlle", "vs", "etc", "no", "vol", "ch", "fig", "e.g", "i.e", "a.m", "p.m", "u.s",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The sentences of a text, in order.</summary>
    public static List<Sentence> Split(string text)
    {
        var sentences = new List<Sentence>();
        foreach (var paragraph in Paragraphs(text))
        {
            var opens = true;
            var speaking = false;
            var start = 0;
            for (var at = 0; at < paragraph.Length; at++)
            {
                var end = EndOfSentence(paragraph, at);
                if (end == 0 && at - start >= SentenceCharsMax && paragraph[at] == ' ') end = at;
                if (end == 0) continue;
                Add(paragraph[start..end]);
                start = end;
                at = end - 1;
            }
            Add(paragraph[start..]);

            void Add(string raw)
            {
                var sentence = raw.Trim();
                var inSpeech = speaking;
                speaking = Quotes.Speaking(raw, speaking);
                if (!sentence.Any(char.IsLetterOrDigit)) return;
                sentences.Add(new Sentence(sentence, sentences.Count, opens, inSpeech));
                opens = false;
            }
        }
        return sentences;
    }

    /// <summary>Paragraphs on one line each, runs of white space made one space.</summary>
    public static IEnumerable<string> Paragraphs(string text)
    {
        var paragraph = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                foreach (var word in line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                {
                    if (paragraph.Length > 0) paragraph.Append(' ');
                    paragraph.Append(word);
                }
                continue;
            }
            if (paragraph.Length > 0) yield return paragraph.ToString();
            paragraph.Clear();
        }
        if (paragraph.Length > 0) yield return paragraph.ToString();
    }

    /// <summary>The index after the sentence that ends with the mark at <paramref name="at"/>; 0 when none ends there.</summary>
    private static int EndOfSentence(string text, int at)
    {
        if (text[at] is '。' or '！' or '？') return at + 1;
        if (text[at] is not ('.' or '!' or '?' or '…')) return 0;
        var end = at + 1;
        while (end < text.Length && text[end] is '.' or '!' or '?' or '…') end++;
        while (end < text.Length && IsClosing(text[end])) end++;
        if (end >= text.Length) return end;
        if (text[end] != ' ' || end + 1 >= text.Length) return 0;
        var next = text[end + 1];
        var begins = char.IsUpper(next) || char.IsDigit(next) || char.IsLetter(next) && !char.IsLower(next) || IsOpening(next);
        return begins && !(text[at] == '.' && EndsInAbbreviation(text.AsSpan(0, at))) ? end : 0;
    }

    private static bool EndsInAbbreviation(ReadOnlySpan<char> before)
    {
        var word = before[(before.LastIndexOfAny(' ', '(', '“') + 1)..];
        return word.Length == 1 && char.IsUpper(word[0]) && word[0] != 'I'
            || s_abbreviations.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
    }

    private static bool IsClosing(char c) => c is '"' or '”' or '’' or '\'' or ')' or ']' or '»';

    private static bool IsOpening(char c) => c is '"' or '“' or '‘' or '\'' or '(' or '[' or '«' or '—' or '–';
}
