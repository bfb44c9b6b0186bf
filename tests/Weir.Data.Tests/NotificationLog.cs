using Npgsql;
using Weir.Testing;

namespace Weir.Data.Tests;

/// <summary>What replicas are told.</summary>
internal sealed class NotificationLog : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly List<string> _payloads = [];

    private NotificationLog(NpgsqlConnection connection)
    {
        _connection = connection;
        connection.Notification += (_, notification) => _payloads.Add(notification.Payload);
    }

    public static async Task<NotificationLog> StartAsync(TestDatabase database, CancellationToken cancellationToken)
    {
        var log = new NotificationLog(await database.App.OpenConnectionAsync(cancellationToken));
        await Sql.RunAsync(log._connection, "listen weir_changed", cancellationToken);
        return log;
    }

    /// <summary>All so far: the server sends what is due before it answers the next statement.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken)
    {
        await Sql.RunAsync(_connection, "select 1", cancellationToken);
        return [.. _payloads];
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
