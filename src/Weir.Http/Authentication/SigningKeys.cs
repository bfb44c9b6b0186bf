using Microsoft.Extensions.Logging;
using Weir.Core.Tokens;

namespace Weir.Http.Authentication;

/// <summary>
/// The project's public keys, as fresh as promised. A set is trusted for <see cref="WeirHttpOptions.KeysFreshFor"/>;
/// while it cannot be fetched again, the last good one serves <see cref="WeirHttpOptions.KeysStaleFor"/> longer; then
/// there are no keys, and nobody is let in. At most one fetch runs at a time, failed ones are not repeated at once, and
/// an unknown key id forces one at most every <see cref="WeirHttpOptions.KeysForcedEvery"/>.
/// </summary>
public sealed class SigningKeys : IDisposable
{
    /// <summary>Part of the fresh time after which a set is fetched again behind the callers' backs.</summary>
    private const double RefreshAfter = 0.8;
    private const int MaxUnknownIds = 1_000;
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly HashSet<string> _unknownIds = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly JwksClient _client;
    private readonly WeirHttpOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<SigningKeys> _logger;
    private volatile Held? _held;
    private Task? _fetch;
    private long? _failedAt;
    private long? _forcedAt;
    private int _purges;

    public SigningKeys(WeirHttpOptions options, TimeProvider time, ILogger<SigningKeys> logger)
    {
        _client = new JwksClient(options);
        _options = options;
        _time = time;
        _logger = logger;
    }

    /// <summary>
    /// The keys while they are fresh; null when they must be asked for. Near their end they are fetched again behind
    /// the callers' backs.
    /// </summary>
    internal TokenKeySet? Fresh
    {
        get
        {
            if (_held is not { } held) return null;
            var age = Age(held);
            if (age >= _options.KeysFreshFor) return null;
            if (age >= _options.KeysFreshFor * RefreshAfter) _ = Refresh();
            return held.Keys;
        }
    }

    /// <summary>
    /// The keys to verify with now; null when none can be had, which is an outage and no fault of the token.
    /// </summary>
    public ValueTask<TokenKeySet?> GetAsync(CancellationToken cancellationToken) =>
        Fresh is { } keys
            ? ValueTask.FromResult<TokenKeySet?>(keys)
            : new ValueTask<TokenKeySet?>(GetSlowlyAsync(cancellationToken));

    /// <summary>
    /// The keys after a look for an id that <paramref name="known"/> lacks. Without a fetch when this id was looked for
    /// before, or when another one was a moment ago: strangers can make up ids, and must not make us hammer the
    /// project.
    /// </summary>
    public async ValueTask<TokenKeySet?> LookForAsync(
        string keyId, TokenKeySet known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keyId);
        ArgumentNullException.ThrowIfNull(known);
        if (known.Contains(keyId)) return known;
        Task fetch;
        lock (_gate)
        {
            if (_held is { } held && !ReferenceEquals(held.Keys, known)) return held.Keys;
            if (_fetch is { } running)
            {
                fetch = running;
            }
            else
            {
                if (_unknownIds.Contains(keyId)) return known;
                if (_forcedAt is { } forcedAt && _time.GetElapsedTime(forcedAt) < _options.KeysForcedEvery)
                    return known;
                _forcedAt = _time.GetTimestamp();
                if (_unknownIds.Count < MaxUnknownIds) _unknownIds.Add(keyId);
                fetch = StartFetch();
            }
        }
        await fetch.WaitAsync(cancellationToken).ConfigureAwait(false);
        return UsableKeys;
    }

    /// <summary>
    /// Forgets the keys, now: the next caller fetches, and nobody is let in until that works. For a key that leaked.
    /// </summary>
    public void Purge()
    {
        lock (_gate)
        {
            _purges++;
            _held = null;
            _fetch = null;
            _failedAt = null;
            _forcedAt = null;
            _unknownIds.Clear();
        }
        Log.KeysPurged(_logger);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _stopping.Cancel();
        _client.Dispose();
        _stopping.Dispose();
    }

    private TokenKeySet? UsableKeys =>
        _held is { } held && Age(held) < _options.KeysFreshFor + _options.KeysStaleFor ? held.Keys : null;

    private TimeSpan Age(Held held) => _time.GetElapsedTime(held.FetchedAt);

    private async Task<TokenKeySet?> GetSlowlyAsync(CancellationToken cancellationToken)
    {
        var (fetch, isOutage) = Refresh();
        // In an outage nobody waits for every try anew: stale keys serve, and the tries go on behind.
        if (!isOutage || UsableKeys is null) await fetch.WaitAsync(cancellationToken).ConfigureAwait(false);
        return UsableKeys;
    }

    /// <summary>Starts a fetch, or joins the one that runs. After a failed one nothing is done for a moment.</summary>
    private (Task Fetch, bool IsOutage) Refresh()
    {
        lock (_gate)
        {
            if (_failedAt is not { } failedAt) return (StartFetch(), false);
            var isTooSoon = _fetch is null && _time.GetElapsedTime(failedAt) < s_retryAfter;
            return (isTooSoon ? Task.CompletedTask : StartFetch(), true);
        }
    }

    /// <summary>Under the lock. All callers share the task; none of them can cancel it.</summary>
    private Task StartFetch()
    {
        var purges = _purges;
        return _fetch ??= Task.Run(() => FetchAsync(purges));
    }

    private async Task FetchAsync(int purges)
    {
        // The age counts from before the question: the answer may have been old when it arrived.
        var startedAt = _time.GetTimestamp();
        var outcome = JwksFetch.Unreachable;
        try
        {
            (outcome, var bytes) = await _client.FetchAsync(_stopping.Token).ConfigureAwait(false);
            if (outcome == JwksFetch.Fetched && !TryTake(bytes, startedAt, purges)) outcome = JwksFetch.NotAKeySet;
        }
        finally
        {
            lock (_gate)
            {
                if (purges == _purges)
                {
                    _fetch = null;
                    _failedAt = outcome == JwksFetch.Fetched ? null : _time.GetTimestamp();
                }
            }
        }
        TokenMetrics.Fetched(outcome);
        if (outcome != JwksFetch.Fetched)
            Log.KeysNotFetched(_logger, outcome, _held is { } held ? (long)Age(held).TotalSeconds : -1);
    }

    private bool TryTake(byte[] bytes, long startedAt, int purges)
    {
        // The same bytes keep the same keys: what was verified with them stays verified.
        var keys = _held is { } held && held.Bytes.AsSpan().SequenceEqual(bytes)
            ? held.Keys
            : TokenKeySet.FromJwks(bytes);
        if (keys is null) return false;
        lock (_gate)
        {
            if (purges != _purges) return true;
            if (!ReferenceEquals(_held?.Keys, keys))
            {
                _unknownIds.Clear();
                Log.KeysChanged(_logger, keys.Count, string.Join(',', keys.Skipped));
            }
            _held = new Held(keys, bytes, startedAt);
        }
        return true;
    }

    private sealed record Held(TokenKeySet Keys, byte[] Bytes, long FetchedAt);
}
