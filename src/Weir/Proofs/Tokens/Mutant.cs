namespace Weir.Proofs.Tokens;

/// <summary>A mutated token, and whether letting it in would be right: null when it may only be refused.</summary>
internal readonly record struct Mutant(string Text, Func<bool>? IsGenuine = null);
