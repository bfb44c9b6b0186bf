namespace Weir.Data.Migrations;

/// <summary>
/// The SQL of one migration transaction, without begin and commit: what <see cref="Migrator"/> runs and
/// <see cref="SupabaseMigrationFiles"/> writes. Roles are switched by <c>set local role</c> alone, never by reset: the
/// session may itself have been given its role by SET ROLE, as the Supabase CLI does.
/// </summary>
internal static class MigrationText
{
    /// <summary>Makes concurrent migrators wait for each other; held to the end of the transaction. "Weir" in ASCII.</summary>
    public const string TakeLock = "select pg_advisory_xact_lock(1466263922);";

    private const string AsOwner = "set local role weir_owner;\n";
    private const string AsEngine = "set local role weir_engine;\n";

    /// <summary>One migration. The first one makes the table that records it, and the roles, so it is recorded last.</summary>
    public static IReadOnlyList<SqlScript> ForMigration(SqlScript migration)
    {
        var record = new SqlScript("its record", AsEngine + Record([migration], "migration"));
        return migration.Number == 1
            ? [migration, record]
            : [record, new SqlScript(migration.Name, AsOwner + migration.Text)];
    }

    /// <summary>Functions, views and grants. Function bodies are bound late, so that their order does not matter.</summary>
    public static IReadOnlyList<SqlScript> ForRepeatables(IReadOnlyList<SqlScript> scripts) =>
    [
        new SqlScript(
            "lending weir_engine the schema",
            $"set local check_function_bodies = off;\n{AsOwner}grant create on schema weir to weir_engine;\n{AsEngine}"),
        .. scripts,
        new SqlScript(
            "their record", $"{Record(scripts, "repeatable")}{AsOwner}revoke create on schema weir from weir_engine;\n"),
    ];

    /// <summary>Names and checksums come from embedded files, never from outside: they hold no quote.</summary>
    private static string Record(IEnumerable<SqlScript> scripts, string kind)
    {
        var rows = scripts.Select(s => $"  ('{s.Name}', '{s.Checksum}', '{kind}', now())");
        return "insert into weir.migrations (name, checksum, kind, applied_at) values\n"
            + string.Join(",\n", rows)
            + (kind == "repeatable"
                ? "\n  on conflict (name) do update set checksum = excluded.checksum, applied_at = excluded.applied_at;\n"
                : ";\n");
    }
}
