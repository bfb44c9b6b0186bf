-- Purpose: invariant 7, code: functions of schema weir that are not those of this release (name, and SHA-256 of the
--   body, as given), pin no search_path, belong to another, or have no more rights than the server that calls them; and
--   triggers that run code from elsewhere.
-- Locks: none. Reads the catalogs only. Errors: none. Idempotency: reads only.
create or replace function weir.audit_functions(p_names text[], p_digests text[])
returns table (invariant integer, check_name text, customer_id uuid, relation text, key text, expected text,
  found text)
language sql stable security definer
set search_path = ''
as $function$
  with code as (
    select p.*, p.oid::regprocedure::text as signature,
      encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex') as digest,
      p.proowner = 'weir_owner'::regrole and (p.prorettype = 'trigger'::regtype
        or p.proname in ('make_usage_partitions', 'move_default_usage'))
        as of_tables
    from pg_catalog.pg_proc as p
    where p.pronamespace = 'weir'::regnamespace
  ), release as (
    select r.name, r.digest from unnest(p_names, p_digests) as r (name, digest)
  )
  select 7, 'function_of_release', null::uuid, 'pg_proc', c.signature, 'a body of this release',
    case when r.name is null then 'unknown' else 'another body' end
  from code as c
  left join release as r on r.name = c.proname
  where not c.of_tables and not exists (select from release as r where r.name = c.proname and r.digest = c.digest)
  union all
  select 7, 'function_of_release', null, 'pg_proc', r.name, 'there', 'missing'
  from release as r
  where not exists (select from code as c where c.proname = r.name)
  union all
  select 7, 'function_search_path', null, 'pg_proc', c.signature, 'search_path = ''''', coalesce(
    (select s.text from unnest(c.proconfig) as s (text) where s.text like 'search\_path=%'), 'not pinned')
  from code as c
  where not coalesce(c.proconfig, '{}') @> '{"search_path=\"\""}'
  union all
  select 7, 'function_owner', null, 'pg_proc', c.signature, 'weir_engine', c.proowner::regrole::text
  from code as c
  where c.proowner <> 'weir_engine'::regrole and not c.of_tables
  union all
  select 7, 'function_definer', null, 'pg_proc', c.signature, 'security definer', 'security invoker'
  from code as c
  where not c.prosecdef and pg_catalog.has_function_privilege('weir_app', c.oid, 'execute')
  union all
  select 7, 'trigger_function', null, t.tgrelid::regclass::text, t.tgname::text, 'a function of schema weir',
    t.tgfoid::regprocedure::text
  from pg_catalog.pg_trigger as t
  join pg_catalog.pg_class as r on r.oid = t.tgrelid and r.relnamespace = 'weir'::regnamespace
  join pg_catalog.pg_proc as p on p.oid = t.tgfoid
  where not t.tgisinternal and p.pronamespace <> 'weir'::regnamespace
$function$;
comment on function weir.audit_functions(text[], text[])
  is 'Invariant 7: code that is not of this release, or that rights do not bind.';
