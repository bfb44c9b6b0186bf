namespace Weir.Data.Migrations;

/// <summary>What a migration run did.</summary>
/// <param name="Applied">Names of the scripts that ran, in order; empty when the schema was current.</param>
/// <param name="SchemaVersion">Number of the newest migration.</param>
public sealed record MigrationReport(IReadOnlyList<string> Applied, int SchemaVersion);
