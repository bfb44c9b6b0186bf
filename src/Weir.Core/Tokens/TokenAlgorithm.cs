namespace Weir.Core.Tokens;

/// <summary>The signatures that exist for us. What is not listed cannot be asked for.</summary>
public enum TokenAlgorithm
{
    /// <summary>ECDSA on P-256 with SHA-256.</summary>
    ES256,

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256, keys of at least 2048 bits.</summary>
    RS256,

    /// <summary>HMAC with SHA-256. Only with a shared secret that was configured on purpose.</summary>
    HS256,
}
