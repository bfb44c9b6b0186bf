namespace Weir.Data.Schema;

/// <summary>
/// Queries of <see cref="SchemaDump"/>: each answers one text column, in order. They leave out what differs between
/// PostgreSQL 15 and 18 without meaning anything here: catalogued NOT NULL constraints (18), the MAINTAIN right (17).
/// Partitions of a partitioned table are left out too: they come with time.
/// </summary>
internal static class SchemaDumpSql
{
    /// <summary>The rights on an object as GRANT statements; the owner's own are not worth saying.</summary>
    private const string Rights = """
        (select string_agg(
            format('grant %s on {0} to %s;', a.rights, a.grantee) || E'\n', '' order by a.grantee)
          from (
            select coalesce(r.rolname, 'public') as grantee,
              string_agg(lower(x.privilege_type), ', ' order by lower(x.privilege_type)) as rights
            from aclexplode({1}) as x
            left join pg_roles as r on r.oid = x.grantee
            where x.grantee <> {2} and x.privilege_type <> 'MAINTAIN'
            group by 1
          ) as a)
        """;

    private static string RightsOn(string format, string acl, string owner) =>
        Rights.Replace("{0}", format, StringComparison.Ordinal)
            .Replace("{1}", acl, StringComparison.Ordinal)
            .Replace("{2}", owner, StringComparison.Ordinal);

    public static readonly string Schema = $"""
        select format(E'create schema weir authorization %s;\n', pg_get_userbyid(n.nspowner))
          || coalesce({RightsOn("schema weir", "n.nspacl", "n.nspowner")}, '')
        from pg_namespace as n where n.nspname = 'weir'
        """;

    public const string DefaultRights = """
        select format('alter default privileges for role %s on %s: %s;', pg_get_userbyid(d.defaclrole),
          d.defaclobjtype, array_to_string(d.defaclacl, ', '))
        from pg_default_acl as d
        where d.defaclrole in (select oid from pg_roles where rolname like 'weir\_%')
        order by 1
        """;

    public const string Types = """
        select format(E'create type weir.%s as (\n%s\n);', t.typname, string_agg(
          format('  %s %s', a.attname, format_type(a.atttypid, a.atttypmod)), E',\n' order by a.attnum))
        from pg_type as t
        join pg_class as c on c.oid = t.typrelid and c.relkind = 'c'
        join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where t.typnamespace = 'weir'::regnamespace
        group by t.typname
        order by t.typname
        """;

    public static readonly string Tables = $"""
        select format(E'create table weir.%s (\n%s\n)%s%s;\n', c.relname,
            concat_ws(E',\n', col.list, con.list),
            case when c.relkind = 'p' then ' partition by ' || pg_get_partkeydef(c.oid) else '' end,
            case when c.reloptions is not null then format(' with (%s)', array_to_string(c.reloptions, ', ')) else '' end)
          || format(E'alter table weir.%s owner to %s;\n', c.relname, pg_get_userbyid(c.relowner))
          || case when c.relrowsecurity then format(E'alter table weir.%s enable row level security;\n', c.relname) else '' end
          || case when c.relforcerowsecurity then format(E'alter table weir.%s force row level security;\n', c.relname) else '' end
          || coalesce((
            select string_agg(format(E'create policy %s on weir.%s as %s for %s to %s%s%s;\n', p.polname, c.relname,
                case when p.polpermissive then 'permissive' else 'restrictive' end,
                case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
                (select string_agg(coalesce(r.rolname, 'public'), ', ' order by r.rolname)
                  from unnest(p.polroles) as o left join pg_roles as r on r.oid = o),
                ' using (' || pg_get_expr(p.polqual, p.polrelid) || ')',
                ' with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')'), '' order by p.polname)
            from pg_policy as p where p.polrelid = c.oid), '')
          || coalesce({RightsOn("weir.' || c.relname || '", "c.relacl", "c.relowner")}, '')
          || coalesce((
            select string_agg(format(E'grant %s (%s) on weir.%s to %s;\n', lower(x.privilege_type), a.attname, c.relname,
              coalesce(r.rolname, 'public')), '' order by a.attnum, x.privilege_type, r.rolname)
            from pg_attribute as a cross join lateral aclexplode(a.attacl) as x left join pg_roles as r on r.oid = x.grantee
            where a.attrelid = c.oid), '')
          || coalesce((
            select string_agg(pg_get_indexdef(i.indexrelid) || E';\n', '' order by pg_get_indexdef(i.indexrelid))
            from pg_index as i
            where i.indrelid = c.oid and not exists (
              select from pg_constraint as k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))), '')
          || coalesce((
            select string_agg(pg_get_triggerdef(t.oid) || E';\n', '' order by t.tgname)
            from pg_trigger as t where t.tgrelid = c.oid and not t.tgisinternal), '')
        from pg_class as c
        cross join lateral (
          select string_agg(format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
              case
                when a.attidentity = 'a' then ' generated always as identity'
                when a.attidentity = 'd' then ' generated by default as identity'
                when a.attgenerated = 's' then format(' generated always as (%s) stored', pg_get_expr(d.adbin, d.adrelid))
                when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid)
              end,
              case when a.attnotnull then ' not null' end), E',\n' order by a.attnum) as list
          from pg_attribute as a
          left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        ) as col
        cross join lateral (
          select string_agg(format('  constraint %s %s', k.conname, pg_get_constraintdef(k.oid)), E',\n'
            order by array_position(array['p', 'u', 'x', 'f', 'c'], k.contype::text), k.conname) as list
          from pg_constraint as k
          where k.conrelid = c.oid and k.contype in ('p', 'u', 'x', 'f', 'c')
        ) as con
        where c.relnamespace = 'weir'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        order by c.relname
        """;

    public static readonly string Views = $"""
        select format(E'create view weir.%s%s as\n%s\n', c.relname,
            case when c.reloptions is not null then format(' with (%s)', array_to_string(c.reloptions, ', ')) else '' end,
            pg_get_viewdef(c.oid, true))
          || format(E'alter view weir.%s owner to %s;\n', c.relname, pg_get_userbyid(c.relowner))
          || coalesce({RightsOn("weir.' || c.relname || '", "c.relacl", "c.relowner")}, '')
        from pg_class as c
        where c.relnamespace = 'weir'::regnamespace and c.relkind in ('v', 'm')
        order by c.relname
        """;

    /// <summary>Without bodies, which are in <c>db/functions</c>; a digest shows that one changed.</summary>
    public static readonly string Functions = $"""
        select format(E'create function weir.%s(%s)\n  returns %s language %s %s%s%s%s%s as ''sha256 %s'';\n',
            p.proname, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), l.lanname,
            case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end,
            case when p.proisstrict then ' strict' end,
            case p.proparallel when 's' then ' parallel safe' when 'r' then ' parallel restricted' end,
            case when p.prosecdef then ' security definer' end,
            (select string_agg(' set ' || setting, '' order by setting) from unnest(p.proconfig) as setting),
            left(encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex'), 12))
          || format(E'alter function weir.%s(%s) owner to %s;\n', p.proname,
            pg_get_function_identity_arguments(p.oid), pg_get_userbyid(p.proowner))
          || coalesce({RightsOn(
            "function weir.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')",
            "coalesce(p.proacl, acldefault('f', p.proowner))", "p.proowner")}, '')
        from pg_proc as p
        join pg_language as l on l.oid = p.prolang
        where p.pronamespace = 'weir'::regnamespace
        order by p.proname, pg_get_function_identity_arguments(p.oid)
        """;

    public const string Comments = """
        select format('comment on %s is %L;', o.name, d.description)
        from pg_description as d
        cross join lateral (
          select i.type || ' ' || i.identity as name, i.schema as schema
          from pg_identify_object(d.classoid, d.objoid, d.objsubid) as i
        ) as o
        where (o.schema = 'weir' or o.name like '% weir' or o.name like '% on weir.%' or o.name like '% weir.%')
          and not exists (select from pg_class as c where c.oid = d.objoid and c.relispartition)
        order by 1
        """;
}
