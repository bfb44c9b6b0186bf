using Npgsql;
using Weir.Testing;

namespace Weir.Data.Tests.Engine;

/// <summary>Holds a customer's books, so that whoever wants them stands still where the test wants it.</summary>
internal sealed class BooksGate : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Lab _lab;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private BooksGate(Lab lab, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        _lab = lab;
        _connection = connection;
        _transaction = transaction;
    }

    public static async Task<BooksGate> LockAsync(Lab lab, Guid customer)
    {
        await lab.SqlAsync($"select weir.lock_books('{Lab.Start:O}', array['{customer}'::uuid])"); // makes them
        var connection = await lab.Database.Superuser.OpenConnectionAsync(Lab.Token);
        var transaction = await connection.BeginTransactionAsync(Lab.Token);
        await Sql.RunAsync(connection, $"select from weir.books where customer_id = '{customer}' for update", Lab.Token);
        return new BooksGate(lab, connection, transaction);
    }

    /// <summary>Waits until somebody waits for the books.</summary>
    public async Task WaitForBlockedAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Lab.Token);
        limit.CancelAfter(s_patience);
        while (!await IsBlockingAsync())
        {
            limit.IsCancellationRequested.ShouldBeFalse("nobody waits for the books");
            await Task.Delay(5, Lab.Token);
        }
    }

    public Task ReleaseAsync() => _transaction.CommitAsync(Lab.Token);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private Task<bool> IsBlockingAsync() => _lab.ScalarAsync<bool>($"""
        select exists (
          select from pg_stat_activity where datname = current_database() and {_connection.ProcessID} = any (pg_blocking_pids(pid)))
        """);
}
