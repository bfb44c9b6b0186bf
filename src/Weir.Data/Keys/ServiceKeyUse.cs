using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Weir.Data.Keys;

/// <summary>
/// Notes which keys are in use, so that operators see which ones nobody needs: the hour, written behind the callers'
/// backs. It tells no more than that; what a key did is in ledger and audit log.
/// </summary>
public sealed class ServiceKeyUse(ServiceKeyStore store, TimeProvider time, ILogger<ServiceKeyUse>? logger = null)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_lastWrite = TimeSpan.FromSeconds(2);

    private readonly ILogger _logger = logger ?? NullLogger<ServiceKeyUse>.Instance;
    private readonly ConcurrentDictionary<Guid, long> _hours = new();
    private readonly ConcurrentDictionary<Guid, bool> _unwritten = new();

    /// <summary>
    /// A key was used now. Only ids of keys that exist come here, so what is kept is bounded by them.
    /// </summary>
    public void Note(Guid keyId)
    {
        var hour = time.GetUtcNow().UtcTicks / TimeSpan.TicksPerHour;
        if (_hours.TryGetValue(keyId, out var seen) && seen == hour) return;
        _hours[keyId] = hour;
        _unwritten[keyId] = true;
    }

    /// <summary>Writes once a minute until cancelled, then once more; then returns.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(s_interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken)) await TryWriteAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        using var patience = new CancellationTokenSource(s_lastWrite, time);
        await TryWriteAsync(patience.Token);
    }

    /// <summary>Writes what was noted; returns how many keys have a new hour.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; nothing is forgotten.</exception>
    public async Task<int> WriteAsync(CancellationToken cancellationToken)
    {
        Guid[] keyIds = [.. _unwritten.Keys.Where(keyId => _unwritten.TryRemove(keyId, out _))];
        if (keyIds.Length == 0) return 0;
        try
        {
            return await store.NoteUseAsync(keyIds, cancellationToken);
        }
        catch
        {
            foreach (var keyId in keyIds) _unwritten[keyId] = true;
            throw;
        }
    }

    private async Task TryWriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or NpgsqlException)
        {
            var cause = failure.InnerException ?? failure;
            Log.UseNotWritten(_logger, cause.GetType().Name, (cause as PostgresException)?.SqlState);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The next round, or the next process that sees the key, writes it.
        }
    }
}
