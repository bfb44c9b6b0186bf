using Npgsql;
using Weir.Data;

namespace Weir.Server;

/// <summary>
/// No server on a database that would lose what it acknowledged, or whose schema or rights are not those of this version.
/// </summary>
internal static class FitDatabase
{
    /// <exception cref="CommandFailedException">Every reason at once.</exception>
    public static async Task RequireAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var app = NpgsqlDataSource.Create(connectionString);
        var faults = await StartupChecks.RunAsync(app, cancellationToken);
        if (faults.Count > 0)
            throw new CommandFailedException(
                "Weir refuses to start on this database:\n" + string.Join('\n', faults.Select(fault => $"  {fault}")));
    }
}
