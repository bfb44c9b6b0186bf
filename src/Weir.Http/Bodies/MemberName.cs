using System.Buffers;

namespace Weir.Http.Bodies;

/// <summary>Names of unknown members come from the client: only those that look like names are shown again.</summary>
internal static class MemberName
{
    private const int MaxLength = 64;

    private static readonly SearchValues<char> s_plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-$");

    public static string Shown(string name) =>
        name.Length is > 0 and <= MaxLength && !name.AsSpan().ContainsAnyExcept(s_plain) ? name : "(unnamed)";
}
