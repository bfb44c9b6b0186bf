using System.Security.Cryptography;

namespace Weir.Core.Tokens;

/// <summary>A P-256 key, for ES256 with the fixed 64-byte signature of JOSE (r and s, not DER).</summary>
internal sealed class EcdsaKey : PublicKey<ECDsa>
{
    private readonly ECParameters _parameters;

    /// <exception cref="CryptographicException">The point is not on the curve.</exception>
    public EcdsaKey(string? keyId, ECParameters parameters)
        : base(TokenAlgorithm.ES256, keyId)
    {
        _parameters = parameters;
        Keep(Import());
    }

    public override int SignatureBytes => 64;

    protected override ECDsa Import() => ECDsa.Create(_parameters);

    protected override bool Verify(ECDsa key, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature) =>
        key.VerifyData(
            signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
}
