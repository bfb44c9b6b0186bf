namespace Weir.Api.Admin.Keys;

/// <summary>A key that was made.</summary>
/// <param name="Record">What is kept of it.</param>
/// <param name="Key">The key, this one time; null for a repeat, since it is stored nowhere.</param>
internal sealed record KeyMade(KeyState Record, string? Key)
{
    /// <summary>Never the key.</summary>
    public override string ToString() => $"key {Record.Id}";
}
