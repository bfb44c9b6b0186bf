namespace Weir.Sandbox.Providers.Text;

/// <summary>
/// Says how much a sentence tells about its section: how often its words occur there, names above all, where it
/// stands, whether it is a readable length, and whether it is narration rather than a scrap of dialogue.
/// </summary>
internal sealed class SentenceScorer
{
    private const double NameWeight = 2.0;
    private const double OpeningBonus = 1.35;
    private const double ParagraphBonus = 1.15;
    private const double DialogueFactor = 0.45;
    private const double UnbalancedFactor = 0.7;
    private const int ComfortableCharsMin = 50;
    private const int ComfortableCharsMax = 260;

    private readonly Dictionary<string, int> _frequencies = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string>[] _words;
    private readonly IReadOnlyList<Sentence> _sentences;

    public SentenceScorer(IReadOnlyList<Sentence> sentences)
    {
        _sentences = sentences;
        _words = new HashSet<string>[sentences.Count];
        foreach (var sentence in sentences) _words[sentence.Index] = Learn(sentence.Text);
    }

    /// <summary>The score; higher tells more. Equal for equal input, whatever ran before.</summary>
    public double Score(int index)
    {
        var words = _words[index];
        if (words.Count == 0) return 0;
        var sum = 0.0;
        foreach (var word in words)
            sum += Math.Log2(1 + _frequencies[word]) * (_names.Contains(word) ? NameWeight : 1);
        var text = _sentences[index].Text;
        var score = sum / Math.Sqrt(words.Count + 4) * Readability(text);
        if (_sentences[index].InSpeech) score *= DialogueFactor;
        if (index == 0) score *= OpeningBonus;
        return _sentences[index].OpensParagraph ? score * ParagraphBonus : score;
    }

    /// <summary>Share of the words of a sentence that another one has too, from 0 to 1.</summary>
    public double Overlap(int index, int other)
    {
        if (_words[index].Count == 0) return 1;
        return _words[index].Count(word => _words[other].Contains(word)) / (double)_words[index].Count;
    }

    private static double Readability(string text)
    {
        var factor = 1.0;
        if (text.Length < ComfortableCharsMin) factor = text.Length / (double)ComfortableCharsMin;
        if (text.Length > ComfortableCharsMax) factor = 0.5 + 0.5 * ComfortableCharsMax / text.Length;
        if (text[0] is '“' or '"' or '‘' or '\'' or '«') factor *= DialogueFactor;
        if (text.Contains('?', StringComparison.Ordinal)) factor *= DialogueFactor;
        return Quotes.AreBalanced(text) ? factor : factor * UnbalancedFactor;
    }

    private HashSet<string> Learn(string sentence)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var inside = false;
        for (var at = 0; at < sentence.Length;)
        {
            if (!char.IsLetterOrDigit(sentence[at]))
            {
                at++;
                continue;
            }
            var start = at;
            while (at < sentence.Length && char.IsLetterOrDigit(sentence[at])) at++;
            var raw = sentence[start..at];
            var word = raw.ToLowerInvariant();
            if (!StopWords.Contains(word))
            {
                if (inside && char.IsUpper(raw[0]) && raw.Length > 2) _names.Add(word);
                _frequencies[word] = _frequencies.GetValueOrDefault(word) + 1;
                words.Add(word);
            }
            inside = true;
        }
        return words;
    }
}
