namespace Weir.Api.Wire;

/// <summary>A list as the contract has it.</summary>
/// <param name="Data">The items.</param>
/// <param name="NextCursor">Pass it as <c>cursor</c> for what follows; null at the end.</param>
internal sealed record Page<T>(IReadOnlyList<T> Data, string? NextCursor);
