using System.Diagnostics.CodeAnalysis;

namespace Weir.Core.Prompts;

/// <summary>Result of <see cref="PromptTemplate.Compile"/>: a template, or every fault it has.</summary>
public sealed record PromptCompilation(PromptTemplate? Template, IReadOnlyList<PromptFault> Faults)
{
    /// <summary>Whether it can be rendered.</summary>
    [MemberNotNullWhen(true, nameof(Template))]
    public bool Ok => Template is not null;
}
