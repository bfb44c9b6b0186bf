using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;
using Weir.Benches.Load;

namespace Weir.Benches.Documents;

/// <summary>
/// What pgbench does, where it is missing: each client has a connection of its own, and an operation is one prepared
/// statement, one round trip.
/// </summary>
internal sealed class CallOperation(string connectionString, string statement) : IOperation, IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, NpgsqlCommand> _clients = new();

    public async ValueTask<Outcome> RunAsync(
        int client, int customer, Units units, CancellationToken cancellationToken)
    {
        if (!_clients.TryGetValue(client, out var command))
            _clients[client] = command = await ConnectAsync(cancellationToken);
        ((NpgsqlParameter<string>)command.Parameters[0]).TypedValue = customer.ToString(CultureInfo.InvariantCulture);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return Outcome.Settled;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _clients.Values)
        {
            await command.Connection!.DisposeAsync();
            await command.DisposeAsync();
        }
    }

    private async Task<NpgsqlCommand> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        var command = new NpgsqlCommand(statement, connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = "" } },
        };
        await command.PrepareAsync(cancellationToken);
        return command;
    }
}
