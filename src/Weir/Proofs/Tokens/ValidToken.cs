namespace Weir.Proofs.Tokens;

/// <summary>A token that must be let in, with the key that signed it.</summary>
internal sealed record ValidToken(string Name, string Text, ForgeKey Key)
{
    public override string ToString() => Name;
}
