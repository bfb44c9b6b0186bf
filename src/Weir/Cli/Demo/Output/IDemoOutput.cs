namespace Weir.Cli.Demo.Output;

/// <summary>How the story is told.</summary>
internal interface IDemoOutput
{
    /// <summary>Begins a scene.</summary>
    void Scene(int number, int of, string title);

    /// <summary>A sentence of the narrator.</summary>
    void Say(string text);

    /// <summary>Something that the server just said, such as its routing.</summary>
    void Note(string text);

    /// <summary>The next piece of the model's text.</summary>
    void Delta(string text);

    /// <summary>The model's text is whole.</summary>
    void EndOfText();

    /// <summary>Names and values.</summary>
    void Facts(IReadOnlyList<(string Name, string Value)> facts);

    /// <summary>How much of a limit is used and set aside.</summary>
    void Bar(long used, long held, long limit, string caption);

    /// <summary>A refusal, as the app receives it.</summary>
    void Refusal(string headline, IReadOnlyList<(string Name, string Value)> facts);
}
