namespace Weir.Proofs.Tokens;

/// <summary>
/// The keys of all worlds of this process: made anew in each, and only once, since making RSA keys is slow.
/// </summary>
internal sealed class ForgeKeys
{
    private static readonly Lazy<ForgeKeys> s_shared = new(() => new ForgeKeys());

    public static ForgeKeys Shared => s_shared.Value;

    public ForgeKey Current { get; } = ForgeKey.Ecdsa("es-current");

    public ForgeKey Standby { get; } = ForgeKey.Ecdsa("es-standby");

    public ForgeKey Rsa { get; } = ForgeKey.Rsa("rs-current");

    public ForgeKey LongRsa { get; } = ForgeKey.Rsa("rs-long", 3072);

    public ForgeKey Attacker { get; } = ForgeKey.Ecdsa("es-current");

    public ForgeKey RsaAttacker { get; } = ForgeKey.Rsa("rs-current");

    public UnusableKeys Unusable { get; } = new();
}
