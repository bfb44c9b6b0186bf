using System.Buffers;

namespace Weir.Gateway.Providers;

/// <summary>Lets a provider's identifiers into ledger and logs only if they look like identifiers.</summary>
internal static class ProviderText
{
    private const int MaxLength = 128;

    private static readonly SearchValues<char> s_allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:/@+-");

    /// <summary>The identifier, or null.</summary>
    public static string? Identifier(string? text) =>
        text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAnyExcept(s_allowed) ? text : null;
}
