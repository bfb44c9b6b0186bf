using Weir.Sandbox.Providers.Text;

namespace Weir.Sandbox.Tests.Providers;

public sealed class SummarizerTests(ITestOutputHelper output)
{
    [Fact]
    public void Show()
    {
        var s = Summarizer.Summarize(ManuscriptReader.Read([Books.Chapter]), 1000);
        output.WriteLine(s.ToString());
        output.WriteLine(Summarizer.Summarize(ManuscriptReader.Read([Books.Chapter]), 60).ToString());
        output.WriteLine(Summarizer.Summarize(ManuscriptReader.Read([Books.Chapter]), 16).ToString());
        output.WriteLine($"{TokenPieces.Count(Books.Chapter)} {Books.Chapter.Length}");
    }
}
