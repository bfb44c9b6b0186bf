using System.Collections.Frozen;
using Npgsql;
using Weir.Data.Admin;
using Weir.Data.Engine;

namespace Weir.Data.Keys;

/// <summary>Makes, lists and revokes service keys. Of a key's text only the digest leaves this process.</summary>
public sealed class ServiceKeyStore
{
    /// <summary>Most keys of a page.</summary>
    public const int MaxPage = 1000;

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;

    /// <param name="source">Connections as <c>weir_app</c>, or as the role that migrates.</param>
    /// <param name="time">The clock that keys begin, end and are revoked by.</param>
    public ServiceKeyStore(NpgsqlDataSource source, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _time = time;
    }

    /// <summary>Makes a key. Idempotent by <paramref name="keyId"/>; a repeat cannot show the key again.</summary>
    /// <exception cref="PostgresException">23514: <see cref="NewServiceKey.Validate"/> has faults.</exception>
    /// <exception cref="StoreUnavailableException">
    /// The database cannot be reached; repeat it with the same id.
    /// </exception>
    public async Task<KeyCreation> CreateAsync(
        Guid keyId, NewServiceKey key, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        var text = ServiceKeyText.Generate();
        var creation = await RegisterAsync(keyId, text, key, origin, cancellationToken);
        return creation.Outcome == KeyCreationOutcome.Created ? creation with { Text = text } : creation;
    }

    /// <summary>
    /// Makes a key whose text was chosen elsewhere. Idempotent by the text: a known one stays as it is.
    /// </summary>
    /// <exception cref="ArgumentException">The text has not the form of a key.</exception>
    /// <exception cref="PostgresException">23514: <see cref="NewServiceKey.Validate"/> has faults.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<KeyCreation> RegisterAsync(
        Guid keyId, string text, NewServiceKey key, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(origin);
        if (!ServiceKeyText.IsWellFormed(text))
            throw new ArgumentException("Not the form of a service key.", nameof(text));
        return StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = Change(KeySql.Create, origin)
                    .With(keyId)
                    .With(key.Name)
                    .With(KeyDigest.Of(text).ToBytes())
                    .With(key.Scopes.ToArray())
                    .With(key.ExpiresAt?.ToUniversalTime());
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                await reader.ReadAsync(cancellationToken);
                var creation = reader.GetString(0) switch
                {
                    "created" => new KeyCreation(KeyCreationOutcome.Created, ReadKey(reader, 1), null),
                    "exists" => new KeyCreation(KeyCreationOutcome.Exists, ReadKey(reader, 1), null),
                    "conflict" => new KeyCreation(KeyCreationOutcome.Conflict, ReadKey(reader, 1), null),
                    "too_many" => new KeyCreation(KeyCreationOutcome.TooMany, null, null),
                    var other => throw new InvalidOperationException($"weir.create_service_key answered {other}."),
                };
                // The row comes before the commit: only the end of the answer says that it happened.
                await reader.NextResultAsync(cancellationToken);
                return creation;
            },
            cancellationToken);
    }

    /// <summary>Ends a key for ever. Idempotent.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; repeat it.</exception>
    public Task<KeyRevocation> RevokeAsync(Guid keyId, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        return StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = Change(KeySql.Revoke, origin).With(keyId);
                return (string)(await command.ExecuteScalarAsync(cancellationToken))! switch
                {
                    "revoked" => KeyRevocation.Revoked,
                    "already_revoked" => KeyRevocation.AlreadyRevoked,
                    "not_found" => KeyRevocation.NotFound,
                    var other => throw new InvalidOperationException($"weir.revoke_service_key answered {other}."),
                };
            },
            cancellationToken);
    }

    /// <summary>
    /// Keys, newest first, after the cursor (time and id of the last one seen); at most <see cref="MaxPage"/>.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<ServiceKey>> PageAsync(
        DateTimeOffset? beforeCreatedAt, Guid? beforeKeyId, int limit, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync<IReadOnlyList<ServiceKey>>(
            async () =>
            {
                await using var command = _source.CreateCommand(KeySql.Page)
                    .With(beforeCreatedAt?.ToUniversalTime())
                    .With(beforeKeyId)
                    .With(Math.Clamp(limit, 1, MaxPage));
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                var keys = new List<ServiceKey>();
                while (await reader.ReadAsync(cancellationToken)) keys.Add(ReadKey(reader, 0));
                return keys;
            },
            cancellationToken);

    /// <summary>Every key that lets its holder in now, by digest.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    internal Task<FrozenDictionary<KeyDigest, UsableKey>> LoadUsableAsync(CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = _source.CreateCommand(KeySql.Usable).With(Now());
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                var keys = new Dictionary<KeyDigest, UsableKey>();
                while (await reader.ReadAsync(cancellationToken))
                {
                    var expiresAt = reader.EndingAt(3) ?? DateTimeOffset.MaxValue;
                    keys.Add(
                        KeyDigest.Read(reader.GetFieldValue<byte[]>(0)),
                        new UsableKey(reader.GetGuid(1), reader.GetFieldValue<string[]>(2), expiresAt));
                }
                return keys.ToFrozenDictionary();
            },
            cancellationToken);

    /// <summary>Notes the hour of the last use of keys.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    internal Task<int> NoteUseAsync(Guid[] keyIds, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = _source.CreateCommand(KeySql.NoteUse).With(Now()).With(keyIds);
                return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
            },
            cancellationToken);

    private NpgsqlCommand Change(string sql, ChangeOrigin origin) =>
        _source.CreateCommand(sql).With(Now()).With(origin);

    private static ServiceKey ReadKey(NpgsqlDataReader row, int first) => new(
        row.GetGuid(first),
        row.GetString(first + 1),
        row.GetFieldValue<string[]>(first + 2),
        row.GetFieldValue<DateTimeOffset>(first + 3),
        row.EndingAt(first + 4),
        row.Optional<DateTimeOffset>(first + 5),
        row.Optional<DateTimeOffset>(first + 6));

    private DateTimeOffset Now() => _time.GetUtcNow().ToUniversalTime();
}
