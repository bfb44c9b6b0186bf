using System.Collections.Frozen;
using System.Text;

namespace Weir.Core.Tokens;

/// <summary>
/// The keys that tokens are checked with: public keys of a JWKS, or one shared secret, never both. So no header can
/// make a public key serve as a secret. Immutable and safe for any number of threads.
/// </summary>
public sealed class TokenKeySet
{
    /// <summary>Shortest shared secret, in bytes (RFC 7518 §3.2).</summary>
    public const int MinSecretBytes = 32;

    private readonly FrozenDictionary<string, VerificationKey> _byId;
    private readonly VerificationKey? _only;

    private TokenKeySet(IReadOnlyList<VerificationKey> keys, bool isShared, IReadOnlyList<string> skipped)
    {
        _byId = keys.Where(k => k.KeyId is not null).ToFrozenDictionary(k => k.KeyId!, StringComparer.Ordinal);
        // A key that was left out still is a key that a token without an id may have meant.
        _only = keys.Count == 1 && skipped.Count == 0 ? keys[0] : null;
        Count = keys.Count;
        IsShared = isShared;
        Skipped = skipped;
    }

    /// <summary>Usable keys.</summary>
    public int Count { get; }

    /// <summary>Whether it holds a shared secret (HS256) instead of public keys.</summary>
    public bool IsShared { get; }

    /// <summary>Why keys of the JWKS were left out, as codes for the log.</summary>
    public IReadOnlyList<string> Skipped { get; }

    /// <summary>The set of a shared secret: its UTF-8 bytes, as Supabase uses <c>JWT_SECRET</c>.</summary>
    public static TokenKeySet FromSharedSecret(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var bytes = Encoding.UTF8.GetBytes(secret);
        if (bytes.Length < MinSecretBytes) throw new ArgumentException("The secret is too short.", nameof(secret));
        return new TokenKeySet([new SharedKey(bytes)], isShared: true, []);
    }

    /// <summary>
    /// Reads a JWKS (RFC 7517); null when it is none. Keys that are not usable are left out, with a reason.
    /// </summary>
    public static TokenKeySet? FromJwks(ReadOnlyMemory<byte> utf8)
    {
        var skipped = new List<string>();
        return Jwks.TryRead(utf8, skipped, out var keys) ? new TokenKeySet(keys, isShared: false, skipped) : null;
    }

    /// <summary>Whether a key has this id.</summary>
    public bool Contains(string keyId) => _byId.ContainsKey(keyId);

    /// <summary>
    /// The key that a header names: the exact id, or the only key where there is no id. A shared secret has no id of
    /// its own, so any id will do for it.
    /// </summary>
    internal TokenFailure Find(TokenHeader header, out VerificationKey? key)
    {
        key = null;
        if ((header.Algorithm == TokenAlgorithm.HS256) != IsShared) return TokenFailure.AlgorithmNotAllowed;
        if (IsShared || header.KeyId is null) key = _only;
        else _byId.TryGetValue(header.KeyId, out key);
        if (key is null) return header.KeyId is null ? TokenFailure.KeyIdMissing : TokenFailure.UnknownKey;
        return key.Algorithm == header.Algorithm ? TokenFailure.None : TokenFailure.KeyNotForAlgorithm;
    }
}
