using Npgsql;

namespace Weir.Sandbox.Auth.Store;

/// <summary>The sandbox's own connections, as <c>supabase_auth_admin</c>.</summary>
internal sealed class AuthDatabase : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;

    public AuthDatabase(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "weir sandbox auth" };
        if (!settings.ContainsKey("Maximum Pool Size")) settings.MaxPoolSize = 20;
        // Waiting longer than this for a lock is answered with 409, as the real service does.
        settings.Options ??= "-c lock_timeout=5000";
        _source = NpgsqlDataSource.Create(settings);
    }

    public async Task<Work> BeginAsync(CancellationToken cancellationToken)
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken);
        try
        {
            return new Work(connection, await connection.BeginTransactionAsync(cancellationToken));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
