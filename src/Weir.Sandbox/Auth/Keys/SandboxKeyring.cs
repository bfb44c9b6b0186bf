using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Weir.Sandbox.Auth.Keys;

/// <summary>
/// The sandbox's signing keys, made once and kept in the state folder. Processes that share the folder share the keys:
/// each looks at the file's stamp before it uses them.
/// </summary>
public sealed class SandboxKeyring
{
    private readonly KeyFile _file;
    private readonly Lock _gate = new();
    private Snapshot _snapshot;

    private SandboxKeyring(KeyFile file)
    {
        _file = file;
        var keys = file.ReadOrCreate(Create);
        _snapshot = new Snapshot(keys, file.Stamp);
    }

    /// <summary>Id of the key that signs now.</summary>
    public string CurrentKeyId => Current.Signing.Kid;

    /// <summary>Id of the key that signs after the next rotation; published already.</summary>
    public string StandbyKeyId => Current.Keys.Single(key => key.State == KeyState.Standby).Kid;

    internal IReadOnlyList<Jwk> PublicKeys => [.. Current.Keys.Select(key => key.PublicJwk)];

    private Snapshot Current
    {
        get
        {
            var stamp = _file.Stamp;
            lock (_gate)
            {
                // Left to the finalizer, the old keys can finish what they are signing.
                if (_snapshot.Stamp != stamp) _snapshot = new Snapshot(_file.Read(), stamp);
                return _snapshot;
            }
        }
    }

    /// <summary>Opens the keys of a state folder, or makes them.</summary>
    public static SandboxKeyring Open(string stateFolder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(stateFolder);
        return new SandboxKeyring(new KeyFile(stateFolder));
    }

    /// <summary>
    /// Signs with the standby key from now on. What the old key signed stays valid; a new standby is published.
    /// </summary>
    public Task RotateAsync(CancellationToken cancellationToken) =>
        _file.ChangeAsync(
            static stored => stored with
            {
                Keys =
                [
                    .. stored.Keys.Select(static key => key with
                    {
                        State = key.State == KeyState.Standby ? KeyState.Current : KeyState.Previous,
                    }),
                    SigningKey.Generate(KeyState.Standby),
                ],
            },
            cancellationToken);

    /// <summary>Stops trusting the keys that signed before the current one.</summary>
    public Task RevokePreviousAsync(CancellationToken cancellationToken) =>
        _file.ChangeAsync(
            static stored => stored with { Keys = [.. stored.Keys.Where(static key => key.State != KeyState.Previous)] },
            cancellationToken);

    /// <summary>A JWS of these claims under the current key.</summary>
    internal string Sign(ReadOnlySpan<byte> claimsUtf8)
    {
        var key = Current.Signing;
        var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = "ES256", kid = key.Kid, typ = "JWT" });
        var text = Base64Url.EncodeToString(header) + '.' + Base64Url.EncodeToString(claimsUtf8);
        return text + '.' + Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(text)));
    }

    /// <summary>A secret that only this state folder can derive, the same for the same words.</summary>
    internal byte[] Derive(string purpose, string words) =>
        HMACSHA256.HashData(Current.Pepper, Encoding.UTF8.GetBytes(purpose + '\n' + words));

    private static StoredKeys Create() => new(
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        [SigningKey.Generate(KeyState.Current), SigningKey.Generate(KeyState.Standby)]);

    private sealed class Snapshot(StoredKeys stored, DateTime stamp)
    {
        public DateTime Stamp { get; } = stamp;

        public byte[] Pepper { get; } = Convert.FromBase64String(stored.Pepper);

        public IReadOnlyList<SigningKey> Keys { get; } = [.. stored.Keys.Select(key => new SigningKey(key))];

        public SigningKey Signing => Keys.Single(key => key.State == KeyState.Current);
    }
}
