using Weir.Sandbox.Postgres;

namespace Weir.Cli.Test;

/// <summary>The database tests again, on the oldest PostgreSQL that is supported.</summary>
internal sealed class OlderPostgresSuite(string project, string binDirectory) : ITestSuite
{
    /// <summary>Where Debian installs it.</summary>
    public const string DebianFolder = "/usr/lib/postgresql/15/bin";

    public string Name => NameOf(Path.GetFileName(project));

    public static string NameOf(string project) => $"{project} on PostgreSQL 15";

    public async Task<SuiteResult> RunAsync(CancellationToken cancellationToken)
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions
            {
                StateDirectory = Path.Combine(Path.GetTempPath(), $"weir-test-{Guid.CreateVersion7():N}"),
                BinDirectory = binDirectory,
                Ephemeral = true,
                PrefersMemory = true,
                MaxConnections = 200,
            },
            null,
            cancellationToken);
        var environment = new Dictionary<string, string> { ["WEIR_TEST_PG"] = postgres.ConnectionString };
        return await new XunitSuite(project, fast: false, Name, environment).RunAsync(cancellationToken);
    }
}
