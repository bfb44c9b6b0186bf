namespace Weir.Data.Keys;

/// <summary>How the making of a key ended.</summary>
/// <param name="Outcome">What happened.</param>
/// <param name="Key">The key's record; null when there are too many.</param>
/// <param name="Text">The key itself, for this one time; null unless it was made just now.</param>
public sealed record KeyCreation(KeyCreationOutcome Outcome, ServiceKey? Key, string? Text)
{
    /// <summary>Never the key.</summary>
    public override string ToString() => $"{Outcome} {Key?.KeyId}";
}
