namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>What the stand-in knows of a model.</summary>
/// <param name="Name">Name that callers use.</param>
/// <param name="Snapshot">Dated name that answers carry; equal to <paramref name="Name"/> where no date is published.</param>
/// <param name="Created">Unix seconds in the list of models.</param>
/// <param name="Efforts">Reasoning efforts it takes, the default first; empty for a model that does not reason.</param>
/// <param name="HasFlex">Whether it can be called at the flex tier.</param>
/// <param name="ContextTokensMax">Context window.</param>
/// <param name="OutputTokensMax">Upper bound of <c>max_output_tokens</c>.</param>
internal sealed record OpenAiModel(
    string Name,
    string Snapshot,
    long Created,
    IReadOnlyList<string> Efforts,
    bool HasFlex,
    int ContextTokensMax,
    int OutputTokensMax)
{
    /// <summary>Whether it reasons before it answers, and refuses sampling settings.</summary>
    public bool Reasons => Efforts.Count > 0;

    /// <summary>Whether it takes <c>prompt_cache_options</c>: gpt-5.6 and later.</summary>
    public bool HasCacheOptions { get; init; }
}
