namespace Weir.Core.Catalog;

/// <summary>What an app calls: capability + versioned prompt + input rules + limits.</summary>
/// <param name="Code">Feature code, such as <c>chapter_summary</c>.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Capability">Which route of the plan serves it.</param>
/// <param name="Entitlement">Boolean entitlement that the plan must have; null when any plan may call it.</param>
/// <param name="Prompt">The prompt.</param>
/// <param name="Input">Input rules; members that are not listed are refused.</param>
/// <param name="MaxOutputTokens">Upper bound of output, reasoning included.</param>
/// <param name="Output">What the answer is.</param>
/// <param name="Charges">Fixed units per call beside cost and tokens, such as one <c>generations</c>.</param>
public sealed record Feature(
    string Code,
    string Name,
    string Capability,
    string? Entitlement,
    Prompt Prompt,
    IReadOnlyList<InputField> Input,
    int MaxOutputTokens,
    OutputKind Output,
    IReadOnlyList<FixedCharge> Charges);
