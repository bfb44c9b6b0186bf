-- Purpose: invariant 7, rights in schema weir that nobody listed. The server executes the functions and reads the views
--   that are given (signatures or names, of db/grants) and has no other right; nobody but weir_engine has rights on a
--   whole table; anon and public have none at all; authenticated and service_role may read and update just the columns
--   that a security_invoker view of the blueprint shows them.
-- Locks: none. Reads the catalogs only. Errors: none. Idempotency: reads only.
create or replace function weir.audit_grants(p_functions text[], p_views text[])
returns table (invariant integer, check_name text, customer_id uuid, relation text, key text, expected text,
  found text)
language sql stable security definer
set search_path = ''
as $function$
  with grantee as (
    select r.oid, r.rolname::text as name from pg_catalog.pg_roles as r union all select 0, 'public'
  ), listed as (
    select f.name, p.oid
    from unnest(p_functions) as f (name)
    left join pg_catalog.pg_proc as p
      on p.pronamespace = 'weir'::regnamespace
      and case when f.name like '%(%' then p.oid = to_regprocedure(f.name) else 'weir.' || p.proname = f.name end
  ), shown as ( -- columns of weir's tables that the blueprint's views show, and to whom
    select distinct d.refobjid as relid, d.refobjsubid as attnum, a.grantee, a.privilege_type, a.attname
    from pg_catalog.pg_class as v
    join pg_catalog.pg_rewrite as w on w.ev_class = v.oid
    join pg_catalog.pg_depend as d
      on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass
    cross join lateral (
      select x.*, null as attname from pg_catalog.aclexplode(v.relacl) as x
      union all
      select x.*, c.attname from pg_catalog.pg_attribute as c cross join lateral pg_catalog.aclexplode(c.attacl) as x
      where c.attrelid = v.oid
    ) as a
    where v.relkind = 'v' and v.relnamespace = 'public'::regnamespace
      and coalesce(v.reloptions, '{}') && '{security_invoker=true,security_invoker=on}'
  )
  select 7, 'schema_rights', null::uuid, 'weir', g.name, 'no right', lower(a.privilege_type)
  from pg_catalog.pg_namespace as n
  cross join lateral pg_catalog.aclexplode(n.nspacl) as a
  join grantee as g on g.oid = a.grantee
  where n.nspname = 'weir' and a.grantee <> n.nspowner
    and not (g.name in ('weir_engine', 'weir_app') and a.privilege_type = 'USAGE')
  union all
  select 7, 'relation_rights', null, c.relname::text, g.name, 'no right', lower(a.privilege_type)
  from pg_catalog.pg_class as c
  cross join lateral pg_catalog.aclexplode(c.relacl) as a
  join grantee as g on g.oid = a.grantee
  where c.relnamespace = 'weir'::regnamespace and a.grantee <> c.relowner
    and not (c.relkind in ('r', 'p') and g.name = 'weir_engine'
      and a.privilege_type in ('SELECT', 'INSERT', 'UPDATE', 'DELETE'))
    and not (c.relkind = 'v' and g.name = 'weir_app' and a.privilege_type = 'SELECT'
      and 'weir.' || c.relname = any (p_views))
  union all
  select 7, 'column_rights', null, c.relname || '.' || t.attname, g.name, 'no right', lower(a.privilege_type)
  from pg_catalog.pg_class as c
  join pg_catalog.pg_attribute as t on t.attrelid = c.oid
  cross join lateral pg_catalog.aclexplode(t.attacl) as a
  join grantee as g on g.oid = a.grantee
  where c.relnamespace = 'weir'::regnamespace and not (g.name in ('authenticated', 'service_role') and exists (
    select from shown as s
    where s.relid = c.oid and s.attnum = t.attnum and s.grantee = g.oid and s.privilege_type = a.privilege_type
      and coalesce(s.attname = t.attname, true)))
  union all
  select 7, 'function_rights', null, 'pg_proc', p.oid::regprocedure || ' to ' || g.name, 'no right', 'execute'
  from pg_catalog.pg_proc as p
  cross join lateral pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) as a
  join grantee as g on g.oid = a.grantee
  where p.pronamespace = 'weir'::regnamespace and a.grantee <> p.proowner
    and not (g.name = 'weir_app' and p.oid in (select l.oid from listed as l where l.oid is not null))
    and not (g.name = 'weir_engine' and p.proowner = 'weir_owner'::regrole)
  union all
  select 7, 'function_rights_missing', null, 'pg_proc', l.name || ' to weir_app', 'execute',
    case when l.oid is null then 'no such function' else 'no right' end
  from listed as l
  where l.oid is null or not pg_catalog.has_function_privilege('weir_app', l.oid, 'execute')
  union all
  select 7, 'server_rights_elsewhere', null, 'pg_namespace', n.nspname::text, 'no right of weir_app', 'usage or create'
  from pg_catalog.pg_namespace as n
  where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and (pg_catalog.has_schema_privilege('weir_app', n.oid, 'create')
      or n.nspname in ('auth', 'sandbox') and pg_catalog.has_schema_privilege('weir_app', n.oid, 'usage'))
$function$;
comment on function weir.audit_grants(text[], text[]) is 'Invariant 7: rights in schema weir that nobody listed.';
