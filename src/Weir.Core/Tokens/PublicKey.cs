using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Weir.Core.Tokens;

/// <summary>
/// A public key. The library's instances are not documented as safe for several threads, and importing one costs as
/// much as using it: idle ones wait in a pool, at most as many as ever verified at the same time. They are not disposed
/// by hand, since a key set that was replaced may still be in use; their finalizers do it.
/// </summary>
internal abstract class PublicKey<T>(TokenAlgorithm algorithm, string? keyId) : VerificationKey(algorithm, keyId)
    where T : AsymmetricAlgorithm
{
    private readonly ConcurrentBag<T> _idle = [];

    public sealed override bool Verify(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        if (!_idle.TryTake(out var key)) key = Import();
        try
        {
            var isGood = Verify(key, signed, signature);
            _idle.Add(key);
            return isGood;
        }
        catch (CryptographicException)
        {
            // Some platforms throw for numbers out of range where others answer false. The instance is not reused.
            key.Dispose();
            return false;
        }
    }

    protected abstract T Import();

    protected abstract bool Verify(T key, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature);

    /// <summary>Keeps the instance that proved, at construction, that the parameters are a key.</summary>
    protected void Keep(T key) => _idle.Add(key);
}
