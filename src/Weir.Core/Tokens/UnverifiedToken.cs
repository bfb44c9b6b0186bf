using System.Text;

namespace Weir.Core.Tokens;

/// <summary>
/// A token that was taken apart, and its header read. Nothing in it is proven: the payload stays bytes until the
/// signature holds.
/// </summary>
public sealed class UnverifiedToken
{
    /// <summary>Longest token, in characters.</summary>
    public const int MaxLength = 8 * 1024;

    private UnverifiedToken(TokenHeader header, byte[] signed, byte[] payload, byte[] signature)
    {
        Header = header;
        Signed = signed;
        Payload = payload;
        Signature = signature;
    }

    /// <summary>What <c>alg</c> asks for.</summary>
    public TokenAlgorithm Algorithm => Header.Algorithm;

    /// <summary><c>kid</c>; null when absent.</summary>
    public string? KeyId => Header.KeyId;

    internal TokenHeader Header { get; }

    /// <summary>The bytes under the signature.</summary>
    internal byte[] Signed { get; }

    internal byte[] Payload { get; }

    internal byte[] Signature { get; }

    /// <summary>Takes a token apart; never throws for what it holds.</summary>
    /// <returns><see cref="TokenFailure.None"/> when <paramref name="token"/> is set.</returns>
    public static TokenFailure TryRead(string text, out UnverifiedToken? token)
    {
        ArgumentNullException.ThrowIfNull(text);
        token = null;
        if (text.Length > MaxLength) return TokenFailure.TooLarge;
        if (!TrySplit(text, out var firstDot, out var lastDot)) return TokenFailure.NotThreeParts;

        var failure = Base64UrlText.TryDecode(text.AsSpan(0, firstDot), out var headerBytes);
        if (failure != TokenFailure.None) return failure;
        failure = Base64UrlText.TryDecode(text.AsSpan(firstDot + 1, lastDot - firstDot - 1), out var payload);
        if (failure != TokenFailure.None) return failure;
        failure = Base64UrlText.TryDecode(text.AsSpan(lastDot + 1), out var signature);
        if (failure != TokenFailure.None) return failure;
        failure = TokenHeader.TryRead(headerBytes, out var header);
        if (failure != TokenFailure.None) return failure;

        token = new UnverifiedToken(header, Encoding.ASCII.GetBytes(text, 0, lastDot), payload, signature);
        return TokenFailure.None;
    }

    /// <summary>Three parts, none of them empty.</summary>
    private static bool TrySplit(string text, out int firstDot, out int lastDot)
    {
        firstDot = text.IndexOf('.', StringComparison.Ordinal);
        lastDot = text.LastIndexOf('.');
        return firstDot > 0 && lastDot > firstDot + 1 && lastDot < text.Length - 1
            && text.IndexOf('.', firstDot + 1) == lastDot;
    }
}
