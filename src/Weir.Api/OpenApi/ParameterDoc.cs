using Weir.Api.Wire;

namespace Weir.Api.OpenApi;

/// <summary>A parameter in query or path.</summary>
/// <param name="Description">What it is.</param>
/// <param name="Example">A value.</param>
/// <param name="Pattern">Regular expression of its form; null for any text.</param>
/// <param name="IsRequired">Whether it is refused without it, although the handler takes none.</param>
internal sealed record ParameterDoc(
    string Description, string Example, string? Pattern = null, bool IsRequired = false)
{
    /// <summary>Those of every list that has pages.</summary>
    public static readonly IReadOnlyDictionary<string, ParameterDoc> OfPages = new Dictionary<string, ParameterDoc>
    {
        ["cursor"] = new(
            "`next_cursor` of the page before.", new PageCursor(Samples.CalledAt, Samples.Event).Encode()),
        ["limit"] = new(
            $"Most rows, 1 to {PageQuery.MostLimit}; {PageQuery.DefaultLimit} when left out.", "50", "^[0-9]{1,3}$"),
    };
}
