namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>One event of a stream.</summary>
/// <param name="Type">Its type, on the <c>event:</c> line and in the data.</param>
/// <param name="Data">Its data, JSON in UTF-8.</param>
/// <param name="OutputTokens">Tokens made once it is sent.</param>
internal sealed record StreamEvent(string Type, ReadOnlyMemory<byte> Data, int OutputTokens)
{
    /// <summary>Whether it carries text, after which a model needs a moment for more.</summary>
    public bool IsDelta => Type == "response.output_text.delta";
}
