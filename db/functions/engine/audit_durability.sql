-- Purpose: invariant 5, as far as a database shows it: settings that let a crash take back what was acknowledged, here or
--   for the server's role; tables that a crash would empty; and holds and events of which only one half is there.
-- Locks: none. Reads whole tables: run it in one REPEATABLE READ transaction with the other audits, off the peak.
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
  union all
  select 5, 'hold_event_there', h.customer_id, 'holds', h.hold_id::text, 'event ' || h.event_id || ' of ' || h.posted_at,
    coalesce('one of hold ' || e.hold_id, case when e.event_id is null then 'none' else 'one without hold' end)
  from weir.holds as h
  left join weir.usage_events as e
    on e.customer_id = h.customer_id and e.recorded_at = h.posted_at and e.event_id = h.event_id
  where h.event_id is not null and e.hold_id is distinct from h.hold_id
  union all
  select 5, 'event_hold_there', e.customer_id, 'usage_events', e.event_id::text, 'posts hold ' || e.hold_id,
    case when h.hold_id is null then 'no such hold' else 'hold posted by ' || coalesce(h.event_id::text, 'nothing') end
  from weir.usage_events as e
  left join weir.holds as h on h.customer_id = e.customer_id and h.hold_id = e.hold_id
  where e.hold_id is not null and h.event_id is distinct from e.event_id
$function$;
comment on function weir.audit_durability() is 'Invariant 5: what a crash could take, and halves that it left.';
