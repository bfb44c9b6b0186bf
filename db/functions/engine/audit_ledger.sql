-- Purpose: invariant 6, the ledger is append-only: its triggers are there and fire, on every partition too; nobody but its
--   owner may change or delete a row; no rule rewrites what is asked of it; every table of the ledger is a partition of it;
--   rows lie in the partition of their month, none in the default one.
-- Locks: none. Reads the whole ledger. Errors: none. Idempotency: reads only.
create or replace function weir.audit_ledger()
returns table (invariant integer, check_name text, customer_id uuid, relation text, key text, expected text,
  found text)
language sql stable security definer
set search_path = ''
as $function$
  with part as (
    select c.oid, c.relname::text as name, c.relacl, c.relowner, c.relispartition
    from pg_catalog.pg_class as c
    where c.relnamespace = 'weir'::regnamespace and c.relkind in ('r', 'p')
      and (c.oid = 'weir.usage_events'::regclass or c.relname ~ '^usage_events_(default|y\d+m\d+)$'
        or exists (
          select from pg_catalog.pg_inherits as i
          where i.inhrelid = c.oid and i.inhparent = 'weir.usage_events'::regclass))
  )
  select 6, 'ledger_refuses', null::uuid, p.name, t.name, 'an enabled trigger', coalesce(
    (select 'one that does not refuse (' || g.tgenabled::text || ')' from pg_catalog.pg_trigger as g
      where g.tgrelid = p.oid and g.tgname = t.name), 'none')
  from part as p
  cross join (values ('usage_events_append_only', 27), ('usage_events_no_truncate', 34)) as t (name, type)
  where not exists (
    select from pg_catalog.pg_trigger as g
    where g.tgrelid = p.oid and g.tgname = t.name and g.tgtype = t.type and g.tgenabled in ('O', 'A') and g.tgqual is null
      and g.tgattr = '' and g.tgfoid = 'weir.usage_events_refuse_change()'::regprocedure)
  union all
  select 6, 'ledger_refusal_raises', null, 'usage_events', 'usage_events_refuse_change()', 'raises WE101', 'does not'
  from pg_catalog.pg_proc as f
  where f.oid = 'weir.usage_events_refuse_change()'::regprocedure
    and f.prosrc !~ '^\s*begin\s+raise exception [^;]* using errcode = ''WE101'';\s*end\s*$'
  union all
  select 6, 'ledger_rights', null, p.name, coalesce(r.rolname::text, 'public'), 'no ' || lower(a.privilege_type), 'granted'
  from part as p
  cross join lateral (
    select * from pg_catalog.aclexplode(p.relacl)
    union all
    select x.* from pg_catalog.pg_attribute as c cross join lateral pg_catalog.aclexplode(c.attacl) as x
    where c.attrelid = p.oid
  ) as a
  left join pg_catalog.pg_roles as r on r.oid = a.grantee
  where a.privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER') and a.grantee <> p.relowner
  union all
  select 6, 'ledger_rules', null, p.name, w.rulename::text, 'no rule', 'a rule'
  from part as p join pg_catalog.pg_rewrite as w on w.ev_class = p.oid
  union all
  select 6, 'ledger_whole', null, p.name, p.name, 'a partition of usage_events', 'detached'
  from part as p
  where p.oid <> 'weir.usage_events'::regclass and not p.relispartition
  union all
  select 6, 'ledger_months', null, t.name, to_char(e.month, 'YYYY-MM'), 'none of this month', e.events || ' event(s)'
  from (
    select e.tableoid, date_trunc('month', e.recorded_at at time zone 'UTC') as month, count(*) as events
    from weir.usage_events as e
    group by 1, 2
  ) as e
  join part as t on t.oid = e.tableoid
  where t.name <> to_char(e.month, '"usage_events_y"YYYY"m"MM')
$function$;
comment on function weir.audit_ledger() is 'Invariant 6: where the ledger could be, or was, changed.';
