-- Purpose: invariant 5, as far as a database shows it: settings that let a crash take back what was acknowledged, here or
--   for the server's role; and tables that a crash would empty. (audit_holds finds halves that one left.)
-- Locks: none. Reads the catalogs only.
-- Errors: none. Idempotency: reads only.
create or replace function weir.audit_durability()
returns table (invariant integer, check_name text, customer_id uuid, relation text, key text, expected text,
  found text)
language sql stable security definer
set search_path = ''
set timezone = 'UTC'
as $function$
  select 5, 'setting', null::uuid, 'pg_settings', s.name, 'not off', s.setting
  from pg_catalog.pg_settings as s
  where s.name in ('fsync', 'full_page_writes', 'synchronous_commit') and s.setting = 'off'
  union all
  select 5, 'role_setting', null, 'pg_db_role_setting',
    concat_ws(' in ', coalesce(r.rolname, 'every role'), coalesce(d.datname, 'every database')),
    'synchronous_commit not off', c.text
  from pg_catalog.pg_db_role_setting as s
  cross join lateral unnest(s.setconfig) as c (text)
  left join pg_catalog.pg_roles as r on r.oid = s.setrole
  left join pg_catalog.pg_database as d on d.oid = s.setdatabase
  where c.text ~* '^synchronous_commit=(off|false|no|0|f|n)$' and (s.setdatabase = 0 or d.datname = current_database())
    and (s.setrole = 0 or r.rolname in ('weir_app', 'weir_engine'))
  union all
  select 5, 'table_logged', null, c.relname::text, c.relname::text, 'logged', 'unlogged'
  from pg_catalog.pg_class as c
  where c.relnamespace = 'weir'::regnamespace and c.relkind in ('r', 'p', 'i', 'S') and c.relpersistence <> 'p'
$function$;
comment on function weir.audit_durability() is 'Invariant 5: what a crash could take.';
