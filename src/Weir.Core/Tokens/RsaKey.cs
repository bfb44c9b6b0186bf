using System.Security.Cryptography;

namespace Weir.Core.Tokens;

/// <summary>An RSA key, for RS256. Its size was checked when the JWKS was read.</summary>
internal sealed class RsaKey : PublicKey<RSA>
{
    private readonly RSAParameters _parameters;

    /// <exception cref="CryptographicException">The numbers are no RSA key.</exception>
    public RsaKey(string? keyId, RSAParameters parameters)
        : base(TokenAlgorithm.RS256, keyId)
    {
        _parameters = parameters;
        var key = Import();
        SignatureBytes = (key.KeySize + 7) / 8;
        Keep(key);
    }

    public override int SignatureBytes { get; }

    protected override RSA Import() => RSA.Create(_parameters);

    protected override bool Verify(RSA key, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature) =>
        key.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}
