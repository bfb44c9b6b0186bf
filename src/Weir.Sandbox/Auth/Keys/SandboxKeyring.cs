using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Weir.Sandbox.Auth.Keys;

/// <summary>
/// The sandbox's project keys and signing keys, made once and kept in the state folder. Processes that share the folder
/// share the keys: each looks at the file's stamp before it uses them.
/// </summary>
public sealed class SandboxKeyring : IDisposable
{
    private static readonly TimeSpan s_projectKeyLifetime = TimeSpan.FromDays(3650);

    private readonly SecretsFile _file;
    private readonly Lock _gate = new();
    private Snapshot _snapshot;

    private SandboxKeyring(SecretsFile file, StoredSecrets secrets)
    {
        _file = file;
        _snapshot = new Snapshot(secrets, file.Stamp);
    }

    /// <summary>The public project key, Supabase's legacy <c>anon</c> JWT in form.</summary>
    public string AnonKey => Current.Secrets.AnonKey;

    /// <summary>The secret project key, Supabase's legacy <c>service_role</c> JWT in form.</summary>
    public string ServiceRoleKey => Current.Secrets.ServiceRoleKey;

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
                if (_snapshot.Stamp != stamp) Adopt(_file.Read(), stamp);
                return _snapshot;
            }
        }
    }

    /// <summary>Opens the keys of a state folder, or makes them.</summary>
    public static SandboxKeyring Open(string stateFolder, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(stateFolder);
        ArgumentNullException.ThrowIfNull(time);
        var file = new SecretsFile(stateFolder);
        return new SandboxKeyring(file, file.ReadOrCreate(() => Create(time.GetUtcNow())));
    }

    /// <summary>Signs with the standby key from now on. What the old key signed stays valid; a new standby is published.</summary>
    public void Rotate()
    {
        lock (_gate)
        {
            var changed = _file.Change(static secrets => secrets with
            {
                Keys =
                [
                    .. secrets.Keys.Select(static key => key with
                    {
                        State = key.State == KeyState.Standby ? KeyState.Current : KeyState.Previous,
                    }),
                    SigningKey.Generate(KeyState.Standby),
                ],
            });
            Adopt(changed, _file.Stamp);
        }
    }

    /// <summary>Stops trusting the keys that signed before the current one.</summary>
    public void RevokePrevious()
    {
        lock (_gate)
        {
            var changed = _file.Change(static secrets => secrets with
            {
                Keys = [.. secrets.Keys.Where(static key => key.State != KeyState.Previous)],
            });
            Adopt(changed, _file.Stamp);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _snapshot.Dispose();

    /// <summary>The database role behind a project key; null for anything else.</summary>
    internal string? RoleOf(string projectKey)
    {
        var secrets = Current.Secrets;
        var bytes = Encoding.UTF8.GetBytes(projectKey);
        if (CryptographicOperations.FixedTimeEquals(bytes, Encoding.UTF8.GetBytes(secrets.AnonKey))) return "anon";
        return CryptographicOperations.FixedTimeEquals(bytes, Encoding.UTF8.GetBytes(secrets.ServiceRoleKey))
            ? "service_role"
            : null;
    }

    /// <summary>A JWS of these claims under the current key.</summary>
    internal string Sign(ReadOnlySpan<byte> claimsUtf8) => Sign(Current.Signing, claimsUtf8);

    /// <summary>Whether a published key of this id signed the data.</summary>
    internal bool Verify(string kid, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        Current.Keys.FirstOrDefault(key => key.Kid == kid) is { } key && key.Verify(data, signature);

    /// <summary>A secret that only this state folder can derive, the same for the same words.</summary>
    internal byte[] Derive(string purpose, string words) =>
        HMACSHA256.HashData(Current.Pepper, Encoding.UTF8.GetBytes(purpose + '\n' + words));

    private static StoredSecrets Create(DateTimeOffset now)
    {
        var first = SigningKey.Generate(KeyState.Current);
        using var key = new SigningKey(first);
        return new StoredSecrets(
            ProjectKey(key, "anon", now),
            ProjectKey(key, "service_role", now),
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            [first, SigningKey.Generate(KeyState.Standby)]);
    }

    private static string ProjectKey(SigningKey key, string role, DateTimeOffset now) =>
        Sign(key, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["iss"] = "supabase",
            ["ref"] = "sandbox",
            ["role"] = role,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + s_projectKeyLifetime).ToUnixTimeSeconds(),
        }));

    private static string Sign(SigningKey key, ReadOnlySpan<byte> claimsUtf8)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = "ES256", kid = key.Kid, typ = "JWT" });
        var text = Base64Url.EncodeToString(header) + '.' + Base64Url.EncodeToString(claimsUtf8);
        return text + '.' + Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(text)));
    }

    private void Adopt(StoredSecrets secrets, DateTime stamp)
    {
        // The old keys are left to the finalizer: a request may be signing with one at this moment.
        _snapshot = new Snapshot(secrets, stamp);
    }

    private sealed class Snapshot(StoredSecrets secrets, DateTime stamp) : IDisposable
    {
        public StoredSecrets Secrets { get; } = secrets;

        public DateTime Stamp { get; } = stamp;

        public byte[] Pepper { get; } = Convert.FromBase64String(secrets.Pepper);

        public IReadOnlyList<SigningKey> Keys { get; } = [.. secrets.Keys.Select(key => new SigningKey(key))];

        public SigningKey Signing => Keys.Single(key => key.State == KeyState.Current);

        public void Dispose()
        {
            foreach (var key in Keys) key.Dispose();
        }
    }
}
