using Npgsql;
using Weir.Testing;

namespace Weir.Conformance.Tests.Kills;

/// <summary>Holds a lock that the work on a message comes to want.</summary>
internal sealed class LockHold : IHold
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(10);
    private readonly NpgsqlDataSource _superuser;
    private readonly NpgsqlConnection _holder;
    private readonly int _holderId;
    private int _waiter;

    private LockHold(NpgsqlDataSource superuser, NpgsqlConnection holder, int holderId) =>
        (_superuser, _holder, _holderId) = (superuser, holder, holderId);

    /// <param name="superuser">Where.</param>
    /// <param name="take">The statement that takes the lock; what it holds ends with its transaction.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<LockHold> TakeAsync(NpgsqlDataSource superuser, string take, CancellationToken cancellationToken)
    {
        var holder = await superuser.OpenConnectionAsync(cancellationToken);
        await Sql.RunAsync(holder, "begin", cancellationToken);
        await Sql.RunAsync(holder, take, cancellationToken);
        return new LockHold(
            superuser, holder, await Sql.ScalarAsync<int>(holder, "select pg_backend_pid()", cancellationToken));
    }

    public async Task ReachedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var waiting = await Sql.ListAsync(
                _superuser, $"select pid from pg_stat_activity where {_holderId} = any (pg_blocking_pids(pid))", cancellationToken);
            if (waiting is [var one]) _waiter = int.Parse(one, null);
            if (_waiter != 0) return;
            await Task.Delay(s_look, cancellationToken);
        }
    }

    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await Sql.RunAsync(_superuser, $"select pg_terminate_backend({_waiter})", cancellationToken);
        while (await Sql.ScalarAsync<bool>(
            _superuser, $"select exists (select from pg_stat_activity where pid = {_waiter})", cancellationToken))
            await Task.Delay(s_look, cancellationToken);
    }

    public Task ReleaseAsync(CancellationToken cancellationToken) => Sql.RunAsync(_holder, "rollback", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _holder.DisposeAsync();
        }
        catch (NpgsqlException)
        {
            // It was killed with its PostgreSQL.
        }
    }
}
