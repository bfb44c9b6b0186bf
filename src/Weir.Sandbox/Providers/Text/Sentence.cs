namespace Weir.Sandbox.Providers.Text;

/// <summary>A sentence and where it stands.</summary>
/// <param name="Text">The sentence on one line, trimmed.</param>
/// <param name="Index">Its place among the sentences of its section, from 0.</param>
/// <param name="OpensParagraph">Whether a paragraph begins with it.</param>
/// <param name="InSpeech">Whether somebody is already speaking where it begins.</param>
internal sealed record Sentence(string Text, int Index, bool OpensParagraph, bool InSpeech);
