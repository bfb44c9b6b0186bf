using System.Security.Cryptography;
using System.Text;
using Weir.Core.Features;

namespace Weir.Core.Prompts;

/// <summary>
/// A mark that the input does not contain. It is a digest of the input, so the same input renders the same prompt
/// (a provider's cache still hits), and whoever writes the text cannot know it beforehand.
/// </summary>
internal static class PromptFence
{
    private const string Prefix = "=====";
    private const int DigestCharacters = 16;

    public static string For(InputObject input)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in input.AllTexts())
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }
        var digest = hash.GetHashAndReset();
        while (true)
        {
            var mark = Prefix + Convert.ToHexStringLower(digest)[..DigestCharacters];
            if (!input.AllTexts().Any(t => t.Contains(mark, StringComparison.Ordinal))) return mark;
            digest = SHA256.HashData(digest);
        }
    }
}
