using Microsoft.Extensions.Logging;
using Npgsql;

namespace Weir.Data.Changes;

/// <summary>
/// Hears what <c>apply</c> and changes of plan, subscription, membership and service keys announce, and drops what is
/// cached of it. After every (re)connection it drops all, since it cannot know what it missed. Without a direct
/// connection it does nothing: the caches' age is then the bound.
/// </summary>
internal sealed class ChangeListener : IAsyncDisposable
{
    private const string Listen = "listen weir_changed";
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource? _direct;
    private readonly WeirCaches _caches;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _run;

    public ChangeListener(NpgsqlDataSource? direct, WeirCaches caches, ILogger logger)
    {
        _direct = direct;
        _caches = caches;
        _logger = logger;
        _run = direct is null ? Task.CompletedTask : Task.Run(RunAsync);
    }

    /// <summary>Ends when it listens for the first time; never without a direct connection.</summary>
    public Task Connected => _connected.Task;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var pause = TimeSpan.Zero;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = await _direct!.OpenConnectionAsync(_stop.Token);
                await ListenAsync(connection, () => pause = TimeSpan.Zero);
            }
            catch (Exception) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // Whatever it was, the caches' age bounds the harm, and the next attempt may work.
                Log.ListenerLost(_logger, failure.GetType().Name, (failure as PostgresException)?.SqlState, pause);
            }
            pause = await PauseAsync(pause);
        }
    }

    private async Task ListenAsync(NpgsqlConnection connection, Action listening)
    {
        connection.Notification += (_, notification) => Handle(notification.Payload);
        await using (var command = new NpgsqlCommand(Listen, connection)) await command.ExecuteNonQueryAsync(_stop.Token);
        DropAll();
        listening();
        _connected.TrySetResult();
        Log.ListenerConnected(_logger);
        while (true) await connection.WaitAsync(_stop.Token);
    }

    /// <summary>
    /// Payloads are <c>catalog</c>, <c>customers</c>, <c>customer:ID</c>, <c>user:ID</c>, <c>keys</c>; one it does not know
    /// drops all.
    /// </summary>
    private void Handle(string payload)
    {
        switch (payload.Split(':', 2))
        {
            case ["customers"]:
                _caches.Snapshots.DropAll();
                break;
            case ["customer", var id] when Guid.TryParse(id, out var customerId):
                _caches.Parties.DropCustomer(customerId);
                _caches.Snapshots.DropCustomer(customerId);
                break;
            case ["user", var id] when Guid.TryParse(id, out var userId):
                _caches.Parties.DropUser(userId);
                _caches.Snapshots.DropUser(userId);
                break;
            case ["keys"]:
                _caches.Keys.Drop();
                break;
            default:
                DropAll();
                break;
        }
    }

    /// <summary>The catalog first: a snapshot that is read anew is read against it.</summary>
    private void DropAll()
    {
        _caches.Catalog.Drop();
        _caches.Parties.DropAll();
        _caches.Snapshots.DropAll();
        _caches.Keys.Drop();
    }

    private async Task<TimeSpan> PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            return pause;
        }
        return pause == TimeSpan.Zero
            ? TimeSpan.FromMilliseconds(100)
            : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, s_longestPause.Ticks));
    }
}
