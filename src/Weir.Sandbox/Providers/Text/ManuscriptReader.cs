namespace Weir.Sandbox.Providers.Text;

/// <summary>
/// Finds the author's own text in what a caller sends to a model. Callers wrap it differently: as JSON, between marks, in
/// tags, or bare under a line that asks for a summary. What belongs to the wrapping is not summarised.
/// </summary>
internal static class ManuscriptReader
{
    /// <summary>The sections of the user's messages, in order.</summary>
    public static List<Section> Read(IEnumerable<string> userTexts)
    {
        var sections = new List<Section>();
        foreach (var text in userTexts)
        {
            var normal = text.ReplaceLineEndings("\n");
            sections.AddRange(
                JsonManuscript.Read(normal) ?? FencedManuscript.Read(normal) ?? TaggedManuscript.Read(normal)
                ?? PlainManuscript.Read(normal));
        }
        return sections;
    }
}
