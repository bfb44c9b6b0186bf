namespace Weir.Cli.Demo.Output;

/// <summary>Tells nothing: with <c>--json</c> the report is all there is.</summary>
internal sealed class SilentDemoOutput : IDemoOutput
{
    public void Scene(int number, int of, string title)
    {
    }

    public void Say(string text)
    {
    }

    public void Note(string text)
    {
    }

    public void Delta(string text)
    {
    }

    public void EndOfText()
    {
    }

    public void Facts(IReadOnlyList<(string Name, string Value)> facts)
    {
    }

    public void Bar(long used, long held, long limit, string caption)
    {
    }

    public void Refusal(string headline, IReadOnlyList<(string Name, string Value)> facts)
    {
    }
}
