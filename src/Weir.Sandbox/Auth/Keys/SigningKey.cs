using System.Buffers.Text;
using System.Security.Cryptography;

namespace Weir.Sandbox.Auth.Keys;

/// <summary>An ES256 key (ECDSA on P-256 with SHA-256, RFC 7518).</summary>
internal sealed class SigningKey
{
    private readonly ECDsa _key;
    private readonly Lock _gate = new();

    public SigningKey(StoredKey stored)
    {
        Kid = stored.Kid;
        State = stored.State;
        _key = ECDsa.Create();
        _key.ImportPkcs8PrivateKey(Convert.FromBase64String(stored.Pkcs8), out _);
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        PublicJwk = new Jwk(Kid, Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
    }

    public string Kid { get; }

    public KeyState State { get; }

    public Jwk PublicJwk { get; }

    public static StoredKey Generate(KeyState state)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var kid = Guid.CreateVersion7().ToString();
        return new StoredKey(kid, state, Convert.ToBase64String(key.ExportPkcs8PrivateKey()));
    }

    /// <summary>Signature as r‖s.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        // ECDsa promises nothing about concurrent use of one instance.
        lock (_gate) return _key.SignData(data, HashAlgorithmName.SHA256);
    }
}
