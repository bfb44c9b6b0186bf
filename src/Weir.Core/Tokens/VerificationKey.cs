namespace Weir.Core.Tokens;

/// <summary>One key and the one algorithm it may be used with. Safe for any number of threads.</summary>
internal abstract class VerificationKey(TokenAlgorithm algorithm, string? keyId)
{
    public TokenAlgorithm Algorithm { get; } = algorithm;

    public string? KeyId { get; } = keyId;

    /// <summary>Length of a signature in bytes.</summary>
    public abstract int SignatureBytes { get; }

    /// <summary>Whether the signature is this key's. The length has been checked; never throws.</summary>
    public abstract bool Verify(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature);
}
