-- Purpose: invariant 7, what the blueprint opens: views onto Weir's tables that do not check the reader's own rights, or
--   that anybody may read, and definer functions in public without a pinned search_path.
-- Locks: none. Reads the catalogs only. Errors: none. Idempotency: reads only.
create or replace function weir.audit_blueprint()
returns table (invariant integer, check_name text, customer_id uuid, relation text, key text, expected text,
  found text)
language sql stable security definer
set search_path = ''
as $function$
  with onto as ( -- views of others onto tables of weir
    select distinct v.oid, v.relnamespace, v.relname, v.reloptions, v.relkind, v.relacl
    from pg_catalog.pg_class as v
    join pg_catalog.pg_rewrite as w on w.ev_class = v.oid
    join pg_catalog.pg_depend as d
      on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass
    join pg_catalog.pg_class as t
      on t.oid = d.refobjid and t.relnamespace = 'weir'::regnamespace and t.relkind in ('r', 'p')
    where v.relkind in ('v', 'm') and v.relnamespace <> 'weir'::regnamespace
  )
  select 7, 'blueprint_view', null::uuid, o.oid::regclass::text, o.oid::regclass::text, 'security_invoker',
    case o.relkind when 'm' then 'materialized' else 'not security_invoker' end
  from onto as o
  where o.relkind = 'm' or not coalesce(o.reloptions, '{}') && '{security_invoker=true,security_invoker=on}'
  union all
  select 7, 'blueprint_view_rights', null, o.oid::regclass::text, coalesce(g.rolname::text, 'public'), 'no right',
    lower(a.privilege_type)
  from onto as o
  cross join lateral (
    select * from pg_catalog.aclexplode(o.relacl)
    union all
    select x.* from pg_catalog.pg_attribute as c cross join lateral pg_catalog.aclexplode(c.attacl) as x
    where c.attrelid = o.oid
  ) as a
  left join pg_catalog.pg_roles as g on g.oid = a.grantee
  where a.grantee = 0 or g.rolname = 'anon'
  union all
  select 7, 'blueprint_function', null, 'pg_proc', p.oid::regprocedure::text, 'a pinned search_path', 'none'
  from pg_catalog.pg_proc as p
  where p.prosecdef and p.pronamespace = 'public'::regnamespace and not exists (
    select from unnest(p.proconfig) as s (text) where s.text like 'search\_path=%')
    and not exists (
      select from pg_catalog.pg_depend as d
      where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
$function$;
comment on function weir.audit_blueprint() is 'Invariant 7: what the blueprint opens too far.';
