using System.Diagnostics.CodeAnalysis;
using Weir.Core.Errors;

namespace Weir.Core.Features;

/// <summary>Result of <see cref="InputValidator.Validate"/>: the input, or every fault it has.</summary>
public sealed record InputValidation(InputObject? Input, IReadOnlyList<FieldFault> Faults)
{
    [MemberNotNullWhen(true, nameof(Input))]
    public bool Ok => Input is not null;
}
