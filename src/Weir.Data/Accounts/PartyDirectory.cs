using System.Collections.Concurrent;
using Npgsql;
using Weir.Core.Accounts;

namespace Weir.Data.Accounts;

/// <summary>
/// Which customers and users there are, for services that name them. What is found is remembered for a minute, or until a
/// change of it is announced; what is not found never: somebody may sign up the next moment. It says who is meant, not what
/// they may: that is a snapshot's.
/// </summary>
public sealed class PartyDirectory
{
    private const int Capacity = 50_000;
    private static readonly TimeSpan s_maxAge = TimeSpan.FromSeconds(60);

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<Guid, (Party Party, DateTimeOffset Until)> _known = new();
    private readonly Lock _gate = new();
    private long _drops;

    public PartyDirectory(WeirDatabase database, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(database);
        _source = database.App;
        _time = time;
    }

    /// <summary>One id; null when nobody has it.</summary>
    /// <exception cref="StoreUnavailableException">It is not remembered, and the database cannot be reached.</exception>
    public async ValueTask<Party?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        Remembered(id, _time.GetUtcNow()) ?? (await ReadAsync([id], cancellationToken)).GetValueOrDefault(id);

    /// <summary>Those of many ids that somebody has, in one round trip at most.</summary>
    /// <exception cref="StoreUnavailableException">Some are not remembered, and the database cannot be reached.</exception>
    public async ValueTask<IReadOnlyDictionary<Guid, Party>> FindAsync(
        IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var now = _time.GetUtcNow();
        var found = new Dictionary<Guid, Party>(ids.Count);
        var missing = new List<Guid>();
        foreach (var id in ids)
        {
            if (Remembered(id, now) is { } party) found[id] = party;
            else missing.Add(id);
        }
        if (missing.Count == 0) return found;
        foreach (var (id, party) in await ReadAsync([.. missing], cancellationToken)) found[id] = party;
        return found;
    }

    /// <summary>Forgets everybody.</summary>
    public void DropAll() => Drop(_ => true);

    /// <summary>Forgets a user, and the customers that are seen with that user's eyes.</summary>
    public void DropUser(Guid userId) => Drop(p => p.Id == userId || p.OwnerId == userId);

    /// <summary>Forgets a customer, and the users that act for it.</summary>
    public void DropCustomer(Guid customerId) => Drop(p => p.Id == customerId || p.CustomerIds.Contains(customerId));

    private void Drop(Func<Party, bool> stale)
    {
        lock (_gate)
        {
            // A read that runs may have read from before the change.
            _drops++;
            foreach (var (id, known) in _known)
            {
                if (stale(known.Party)) _known.TryRemove(id, out _);
            }
        }
    }

    private Party? Remembered(Guid id, DateTimeOffset now) =>
        _known.TryGetValue(id, out var known) && now < known.Until ? known.Party : null;

    private Task<Dictionary<Guid, Party>> ReadAsync(Guid[] ids, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                // The age counts from before the read.
                var until = _time.GetUtcNow() + s_maxAge;
                var drops = Volatile.Read(ref _drops);
                await using var command = _source.CreateCommand(AccountSql.FindParties);
                command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids });
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                var found = new Dictionary<Guid, Party>(ids.Length);
                while (await reader.ReadAsync(cancellationToken))
                {
                    var party = new Party(
                        reader.GetGuid(0), reader.IsDBNull(1) ? null : reader.GetGuid(1), reader.GetFieldValue<Guid[]>(2));
                    found[party.Id] = party;
                }
                Remember(found, until, drops);
                return found;
            },
            cancellationToken);

    private void Remember(Dictionary<Guid, Party> parties, DateTimeOffset until, long drops)
    {
        lock (_gate)
        {
            if (drops != _drops) return;
            // Bounded without order: a full table is emptied, and costs each that is still in use one look.
            if (_known.Count + parties.Count > Capacity) _known.Clear();
            foreach (var (id, party) in parties) _known[id] = (party, until);
        }
    }
}
