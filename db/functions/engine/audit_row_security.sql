-- Purpose: invariant 7, row security: enabled and forced on every table of schema weir; one policy a table for weir_engine,
--   of everything; other policies only where the blueprint lets a user see or change own rows; tables of one owner; roles
--   without a way around it.
-- Locks: none. Reads the catalogs only. Errors: none. Idempotency: reads only.
create or replace function weir.audit_row_security()
returns table (invariant integer, check_name text, customer_id uuid, relation text, key text, expected text,
  found text)
language sql stable security definer
set search_path = ''
as $function$
  with relation as (
    select c.* from pg_catalog.pg_class as c where c.relnamespace = 'weir'::regnamespace and c.relkind in ('r', 'p')
  ), policy as (
    select r.relname, p.*, pg_catalog.pg_get_expr(p.polqual, p.polrelid) as qual,
      pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) as with_check,
      array(select coalesce(o.rolname, 'public')::text from unnest(p.polroles) as i (id)
        left join pg_catalog.pg_roles as o on o.oid = i.id) as roles
    from relation as r join pg_catalog.pg_policy as p on p.polrelid = r.oid
  )
  select 7, 'row_security', null::uuid, r.relname::text, r.relname::text, 'enabled and forced',
    case when r.relrowsecurity then 'not forced' else 'off' end
  from relation as r
  where not (r.relrowsecurity and r.relforcerowsecurity)
  union all
  select 7, 'engine_policy', null, r.relname::text, r.relname || '_engine', 'everything, to weir_engine alone',
    'no such policy'
  from relation as r
  where not r.relispartition and not exists (
    select from policy as p
    where p.polrelid = r.oid and p.polpermissive and p.polcmd = '*' and p.roles = array['weir_engine']
      and p.qual = 'true' and p.with_check = 'true')
  union all
  select 7, 'other_policy', null, p.relname::text, p.polname::text, 'own rows, to authenticated, to read or update',
    array_to_string(p.roles, ', ') || ' ' || concat_ws(' / ', p.qual, p.with_check)
  from policy as p
  where p.roles <> array['weir_engine']
    and not (p.roles = array['authenticated'] and p.polcmd in ('r', 'w') and p.qual ~ 'auth\.uid\(\)'
      and coalesce(p.with_check ~ 'auth\.uid\(\)', p.polcmd = 'r'))
  union all
  select 7, 'owner', null, c.relname::text, c.relname::text,
    case when c.relkind in ('r', 'p', 'S') then 'weir_owner' else 'weir_engine' end, c.relowner::regrole::text
  from pg_catalog.pg_class as c
  where c.relnamespace = 'weir'::regnamespace and c.relkind in ('r', 'p', 'S', 'v', 'm')
    and c.relowner <> case when c.relkind in ('r', 'p', 'S') then 'weir_owner' else 'weir_engine' end::regrole
  union all
  select 7, 'role_attributes', null, 'pg_roles', r.rolname::text, 'no attribute but weir_app''s login', a.name
  from pg_catalog.pg_roles as r
  cross join lateral (values
    ('superuser', r.rolsuper), ('bypassrls', r.rolbypassrls), ('createrole', r.rolcreaterole),
    ('createdb', r.rolcreatedb), ('replication', r.rolreplication),
    ('login', r.rolcanlogin and r.rolname <> 'weir_app')) as a (name, has)
  where r.rolname in ('weir_owner', 'weir_engine', 'weir_app') and a.has
  union all
  select 7, 'role_membership', null, 'pg_auth_members', m.member::regrole::text, 'no part in ' || m.roleid::regrole,
    'a member'
  from pg_catalog.pg_auth_members as m
  join pg_catalog.pg_roles as r on r.oid = m.member
  where m.roleid in ('weir_owner'::regrole, 'weir_engine'::regrole)
      and r.rolname in ('weir_app', 'anon', 'authenticated', 'service_role', 'authenticator', 'weir_owner', 'weir_engine')
    or r.rolname = 'weir_app'
$function$;
comment on function weir.audit_row_security() is 'Invariant 7: where row security does not bind.';
