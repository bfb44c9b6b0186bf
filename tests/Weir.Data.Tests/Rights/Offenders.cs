namespace Weir.Data.Tests.Rights;

/// <summary>Queries over pg_catalog that answer what breaks a rule of design §3. Each must answer nothing.</summary>
internal static class Offenders
{
    private const string Tables =
        "pg_class as c where c.relnamespace = 'weir'::regnamespace and c.relkind in ('r', 'p')";

    public const string TablesWithoutForcedRowSecurity =
        $"select c.relname from {Tables} and not (c.relrowsecurity and c.relforcerowsecurity)";

    /// <summary>A partition is reached through its parent, whose policy counts.</summary>
    public const string TablesWithoutEnginePolicy = $"""
        select c.relname from {Tables} and not c.relispartition and not exists (
          select from pg_policy as p
          where p.polrelid = c.oid and p.polpermissive and p.polcmd = '*' and p.polroles = array['weir_engine'::regrole::oid]
            and pg_get_expr(p.polqual, c.oid) = 'true' and pg_get_expr(p.polwithcheck, c.oid) = 'true')
        """;

    /// <summary>Any other policy would let rows out before a blueprint asks for it.</summary>
    public const string PoliciesForOthers = """
        select p.polname from pg_policy as p join pg_class as c on c.oid = p.polrelid
        where c.relnamespace = 'weir'::regnamespace and p.polroles <> array['weir_engine'::regrole::oid]
        """;

    public const string TablesOfAnotherOwner = $"select c.relname from {Tables} and c.relowner <> 'weir_owner'::regrole";

    public const string ViewsOfAnotherOwner = """
        select c.relname from pg_class as c
        where c.relnamespace = 'weir'::regnamespace and c.relkind in ('v', 'm') and c.relowner <> 'weir_engine'::regrole
        """;

    /// <summary>Triggers and what makes partitions belong to the tables' owner; nothing else.</summary>
    public const string FunctionsOfAnotherOwner = """
        select p.proname from pg_proc as p
        where p.pronamespace = 'weir'::regnamespace and p.proowner <> 'weir_engine'::regrole
          and not (p.proowner = 'weir_owner'::regrole
            and (p.prorettype = 'trigger'::regtype or p.proname = 'make_usage_partitions'))
        """;

    public const string FunctionsWithoutSearchPath = """
        select p.proname from pg_proc as p
        where p.pronamespace = 'weir'::regnamespace
          and not exists (select from unnest(p.proconfig) as setting where setting like 'search\_path=%')
        """;

    public const string FunctionsWithoutComment = """
        select p.proname from pg_proc as p
        where p.pronamespace = 'weir'::regnamespace and obj_description(p.oid, 'pg_proc') is null
        """;

    /// <summary>Superusers, owners, and roles made members of them excepted: who else could do anything at all.</summary>
    private const string Others = """
        (select r.oid, r.rolname from pg_roles as r where r.rolname in ('anon', 'authenticated', 'service_role', 'authenticator')
          union all select 0, 'public') as r (oid, name)
        """;

    public const string RightsOfClientsOnRelations = $"""
        select r.name || ' on ' || c.relname from pg_class as c cross join {Others}
        cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) as privilege
        where c.relnamespace = 'weir'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
          and (has_table_privilege(r.oid, c.oid, privilege)
            or privilege in ('select', 'insert', 'update', 'references') and has_any_column_privilege(r.oid, c.oid, privilege))
        """;

    public const string RightsOfClientsOnSequences = $"""
        select r.name || ' on ' || c.relname from pg_class as c cross join {Others}
        where c.relnamespace = 'weir'::regnamespace and c.relkind = 'S'
          and has_sequence_privilege(r.oid, c.oid, 'usage, select, update')
        """;

    public const string RightsOfClientsOnFunctions = $"""
        select r.name || ' on ' || p.proname from pg_proc as p cross join {Others}
        where p.pronamespace = 'weir'::regnamespace and has_function_privilege(r.oid, p.oid, 'execute')
        """;

    public const string RightsOfClientsOnTheSchema = $"""
        select r.name from {Others} where has_schema_privilege(r.oid, 'weir', 'usage') or has_schema_privilege(r.oid, 'weir', 'create')
        """;

    /// <summary>The server has views to read and functions to execute; tables and sequences, not at all.</summary>
    public const string RightsOfTheServerOnTables = """
        select c.relname || ' ' || privilege from pg_class as c
        cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) as privilege
        where c.relnamespace = 'weir'::regnamespace and (
          c.relkind in ('r', 'p') and (has_table_privilege('weir_app', c.oid, privilege)
            or privilege in ('select', 'insert', 'update', 'references') and has_any_column_privilege('weir_app', c.oid, privilege))
          or c.relkind in ('v', 'm') and privilege <> 'select' and has_table_privilege('weir_app', c.oid, privilege)
          or c.relkind = 'S' and has_sequence_privilege('weir_app', c.oid, 'usage, select, update'))
        """;

    /// <summary>Without the rights of its owner a function could do nothing for the server; so it would be a mistake.</summary>
    public const string FunctionsOfTheServerWithItsOwnRights = """
        select p.proname from pg_proc as p
        where p.pronamespace = 'weir'::regnamespace and has_function_privilege('weir_app', p.oid, 'execute')
          and not (p.prosecdef and p.proowner = 'weir_engine'::regrole)
        """;

    public const string RightsOfTheServerElsewhere = """
        select 'member of ' || m.roleid::regrole from pg_auth_members as m where m.member = 'weir_app'::regrole
        union all select 'owns ' || c.relname from pg_class as c where c.relowner = 'weir_app'::regrole
        union all select 'owns ' || p.proname from pg_proc as p where p.proowner = 'weir_app'::regrole
        union all select 'creates in ' || n.nspname from pg_namespace as n
          where n.nspname !~ '^pg_' and has_schema_privilege('weir_app', n.oid, 'create')
        union all select 'uses ' || n.nspname from pg_namespace as n
          where n.nspname in ('auth', 'sandbox') and has_schema_privilege('weir_app', n.oid, 'usage')
        """;

    public const string RolesWithAttributes = """
        select r.rolname from pg_roles as r
        where r.rolname in ('weir_owner', 'weir_engine', 'weir_app') and (r.rolsuper or r.rolbypassrls or r.rolcreaterole
          or r.rolcreatedb or r.rolreplication or r.rolcanlogin <> (r.rolname = 'weir_app'))
        """;

    /// <summary>
    /// A check that bounds the length, lists the values, or matches a pattern; or a key to a column that has one. On the hot
    /// path a meter is one of weir.meters, and the rollups' feature is the ledger's: both are bounded where they come from.
    /// </summary>
    public const string TextsWithoutBound = $"""
        select c.relname || '.' || a.attname from pg_attribute as a, {Tables} and not c.relispartition
          and a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
          and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype, 'bytea'::regtype)
          and a.attname <> 'meter' and (c.relname, a.attname) not in (('usage_daily', 'feature'), ('usage_monthly', 'feature'))
          and c.relname not in ('holds', 'usage_events') -- weir.audit_rows, docs/decisions/0012
          and not exists (
            select from pg_constraint as k
            where k.conrelid = c.oid and a.attnum = any (k.conkey)
              and (k.contype = 'f' or k.contype = 'c' and pg_get_constraintdef(k.oid) ~ '_length\(|ANY \(ARRAY|~ '''))
        """;

    public const string ConstraintsNotNamedAfterTheirTable = $"""
        select k.conname from pg_constraint as k, {Tables} and not c.relispartition and k.conrelid = c.oid
          and k.contype in ('p', 'u', 'f', 'c', 'x') and k.conname not like replace(c.relname, '_', '\_') || '\_%'
        """;

    public const string TablesWithoutComment =
        $"select c.relname from {Tables} and not c.relispartition and obj_description(c.oid, 'pg_class') is null";
}
