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
    /// <exception cref="StoreUnavailableException">The database cannot be reached; repeat it with the same id.</exception>
    public async Task<KeyCreation> CreateAsync(
        Guid keyId, NewServiceKey key, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        var text = ServiceKeyText.Generate();
        var creation = await RegisterAsync(keyId, text, key, origin, cancellationToken);
        return creation.Outcome == KeyCreationOutcome.Created ? creation with { Text = text } : creation;
    }

    /// <summary>Makes a key whose text was chosen elsewhere. Idempotent by the text: a known one stays as it is.</summary>
    /// <exception cref="ArgumentException">The text has not the form of a key.</exception>
    /// <exception cref="PostgresException">23514: <see cref="NewServiceKey.Validate"/> has faults.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<KeyCreation> RegisterAsync(
        Guid keyId, string text, NewServiceKey key, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(origin);
        if (!ServiceKeyText.IsWellFormed(text)) throw new ArgumentException("Not the form of a service key.", nameof(text));
        return StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = Changing(KeySql.Create, origin);
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = keyId });
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Name });
                command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = KeyDigest.Of(text).ToBytes() });
                command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. key.Scopes] });
                command.Parameters.Add(
                    new NpgsqlParameter<DateTimeOffset?> { TypedValue = key.ExpiresAt?.ToUniversalTime() });
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                await reader.ReadAsync(cancellationToken);
                return reader.GetString(0) switch
                {
                    "created" => new KeyCreation(KeyCreationOutcome.Created, ReadKey(reader, 1), null),
                    "exists" => new KeyCreation(KeyCreationOutcome.Exists, ReadKey(reader, 1), null),
                    "conflict" => new KeyCreation(KeyCreationOutcome.Conflict, ReadKey(reader, 1), null),
                    "too_many" => new KeyCreation(KeyCreationOutcome.TooMany, null, null),
                    var other => throw new InvalidOperationException($"weir.create_service_key answered {other}."),
                };
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
                await using var command = Changing(KeySql.Revoke, origin);
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = keyId });
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

    /// <summary>Keys, newest first, after the cursor (time and id of the last one seen); at most <see cref="MaxPage"/>.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<ServiceKey>> PageAsync(
        DateTimeOffset? beforeCreatedAt, Guid? beforeKeyId, int limit, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync<IReadOnlyList<ServiceKey>>(
            async () =>
            {
                await using var command = _source.CreateCommand(KeySql.Page);
                command.Parameters.Add(
                    new NpgsqlParameter<DateTimeOffset?> { TypedValue = beforeCreatedAt?.ToUniversalTime() });
                command.Parameters.Add(new NpgsqlParameter<Guid?> { TypedValue = beforeKeyId });
                command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Math.Clamp(limit, 1, MaxPage) });
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
                await using var command = _source.CreateCommand(KeySql.Usable);
                command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = Now() });
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                var keys = new Dictionary<KeyDigest, UsableKey>();
                while (await reader.ReadAsync(cancellationToken))
                {
                    keys.Add(
                        KeyDigest.Read(reader.GetFieldValue<byte[]>(0)),
                        new UsableKey(
                            reader.GetGuid(1), reader.GetFieldValue<string[]>(2), reader.EndingAt(3) ?? DateTimeOffset.MaxValue));
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
                await using var command = _source.CreateCommand(KeySql.NoteUse);
                command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = Now() });
                command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = keyIds });
                return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
            },
            cancellationToken);

    private NpgsqlCommand Changing(string sql, ChangeOrigin origin)
    {
        var command = _source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = Now() });
        origin.AddTo(command.Parameters);
        return command;
    }

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
