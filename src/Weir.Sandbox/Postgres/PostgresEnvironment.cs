namespace Weir.Sandbox.Postgres;

/// <summary>The environment of PostgreSQL's own programs: nothing of ours (no keys), English messages, UTC.</summary>
internal static class PostgresEnvironment
{
    public static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>
    {
        ["PATH"] = Environment.GetEnvironmentVariable("PATH") is { Length: > 0 } path
            ? path
            : "/usr/local/bin:/usr/bin:/bin",
        ["LC_ALL"] = "C",
        ["TZ"] = "UTC",
    };
}
