-- Purpose: number of the newest migration that this database holds; the server compares it with its own at start.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.schema_version() returns integer
  language sql stable security definer
  set search_path = ''
as $function$
  select max(substring(m.name from 'migrations/([0-9]{4})_')::integer)
  from weir.migrations as m
  where m.kind = 'migration'
$function$;
comment on function weir.schema_version() is 'Number of the newest migration that this database holds.';
