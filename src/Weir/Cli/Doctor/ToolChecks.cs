using System.Runtime.InteropServices;
using Weir.Sandbox.Postgres;

namespace Weir.Cli.Doctor;

/// <summary>Programs of this machine that local mode and tests need.</summary>
internal static class ToolChecks
{
    private const int OldestNode = 20;

    public static async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken) =>
    [
        Finding.Ok(".NET", RuntimeInformation.FrameworkDescription),
        await NodeAsync(cancellationToken),
        await PostgresAsync(cancellationToken),
    ];

    private static async Task<Finding> NodeAsync(CancellationToken cancellationToken)
    {
        var version = (await Shell.ReadAsync("node --version", cancellationToken)).Trim();
        if (version.Length == 0)
            return Finding.Warn("Node.js", "not found; the local PostgreSQL is fetched with it, and tests use it");
        return int.TryParse(version.TrimStart('v').Split('.')[0], out var major) && major >= OldestNode
            ? Finding.Ok("Node.js", version)
            : Finding.Warn("Node.js", $"{version} is older than {OldestNode}");
    }

    private static async Task<Finding> PostgresAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Finding.Ok("Local PostgreSQL", await EmbeddedPostgres.DescribeAvailableAsync(cancellationToken));
        }
        catch (EmbeddedPostgresException missing)
        {
            return Finding.Warn("Local PostgreSQL", missing.Message.ReplaceLineEndings(" "));
        }
    }
}
