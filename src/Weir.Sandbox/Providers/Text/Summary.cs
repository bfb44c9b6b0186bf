namespace Weir.Sandbox.Providers.Text;

/// <summary>What the summarizer wrote.</summary>
/// <param name="Text">The summary.</param>
/// <param name="Tokens">Its <see cref="TokenPieces"/>.</param>
/// <param name="Cut">Whether it had to break off because even its shortest form was longer than allowed.</param>
internal sealed record Summary(string Text, int Tokens, bool Cut);
