using System.Text;

namespace Weir.Core.Pricing;

/// <summary>
/// How many tokens a prompt can be at most. The vocabularies of the providers are byte-level (or fall back to bytes):
/// every token covers at least one byte, so a text never has more tokens than UTF-8 bytes. Plain prose has about a
/// quarter of that, but no smaller factor holds for every text, and input is the cheap side of a call: a hold that is
/// some tenths of a cent too large for some seconds is the price of never serving beyond a limit. What a provider adds
/// around messages (roles, separators, its own preamble) is the overhead. A report above the bound is booked as overrun
/// all the same.
/// </summary>
public static class TokenBound
{
    /// <summary>Tokens that a provider may add to one message.</summary>
    public const int PerMessage = 16;

    /// <summary>Tokens that a provider may add to one call.</summary>
    public const int PerCall = 64;

    /// <summary>The bound for a call with these messages.</summary>
    public static long OfMessages(params ReadOnlySpan<string> texts)
    {
        long tokens = PerCall;
        foreach (var text in texts) tokens += PerMessage + Encoding.UTF8.GetByteCount(text);
        return tokens;
    }

    /// <summary>The bound for output of this many UTF-8 bytes, within what was allowed.</summary>
    public static long OfOutput(long utf8Bytes, long maxOutputTokens) => Math.Clamp(utf8Bytes, 0, maxOutputTokens);
}
