namespace Weir.Data.Migrations;

/// <summary>The statements of <see cref="Migrator"/> and <see cref="PlainDatabase"/> that are no script of <c>db/</c>.</summary>
internal static class MigrationSql
{
    public const string ServerVersion = "select current_setting('server_version_num')::integer";

    /// <summary>A migrator may wait long for another one.</summary>
    public const string NoStatementTimeout = "set local statement_timeout = 0; set local lock_timeout = 0;";

    /// <summary>But it must not queue behind a long transaction with all other callers queueing behind it.</summary>
    public const string BoundedLocks = "set local lock_timeout = '30s';";

    public const string HistoryExists = """
        select exists (
          select from pg_catalog.pg_class as c
          join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
          where n.nspname = 'weir' and c.relname = 'migrations')
        """;

    public const string ReadHistory = "select name, checksum from weir.migrations";

    public const string IsSuperuser = "select rolsuper from pg_catalog.pg_roles where rolname = current_user";

    public const string RoleIsSuperuser =
        "select coalesce((select rolsuper from pg_catalog.pg_roles where rolname = $1), false)";

    public const string AuthSchemaComment = """
        select n.oid is not null, obj_description(n.oid, 'pg_namespace')
        from (values ('auth')) as wanted (name)
        left join pg_catalog.pg_namespace as n on n.nspname = wanted.name
        """;

    public const string StoredVerifier = "select rolpassword from pg_catalog.pg_authid where rolname = $1";

    public const string HandOverVerifier = "select set_config('weir.role', $1, true), set_config('weir.verifier', $2, true)";

    public const string SetVerifier = """
        do $$
        begin
          execute format('alter role %I password %L', current_setting('weir.role'), current_setting('weir.verifier'));
        end
        $$
        """;
}
