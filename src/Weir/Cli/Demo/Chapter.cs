using Weir.State;

namespace Weir.Cli.Demo;

/// <summary>What is summarised.</summary>
internal sealed record Chapter(string Title, string Text)
{
    private const int CharactersMax = 200_000;

    /// <summary>The first chapter of Alice's Adventures in Wonderland; see samples/book/README.md.</summary>
    public static Chapter Bundled()
    {
        var chapter = FromFile(Path.Combine(Checkout.Root, "samples", "book", "alice-chapter-1.txt"));
        var firstLine = chapter.Text.IndexOf('\n', StringComparison.Ordinal);
        return new Chapter("Alice’s Adventures in Wonderland, " + chapter.Text[..firstLine].Trim(),
            chapter.Text[firstLine..].Trim());
    }

    /// <summary>A text file of the user's own.</summary>
    public static Chapter FromFile(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{path} cannot be read: {failure.Message}");
        }
        if (text.Length is 0 or > CharactersMax)
            throw new CommandFailedException($"{path} has {text.Length} characters; a chapter has 1 to {CharactersMax}.");
        return new Chapter(Path.GetFileNameWithoutExtension(path), text);
    }
}
