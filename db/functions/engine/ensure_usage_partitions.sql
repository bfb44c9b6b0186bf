-- Purpose: makes the ledger's partitions of this month and the months ahead; returns how many it made.
-- Locks, errors, idempotency: those of weir.make_usage_partitions, which belongs to the owner of the tables.
create or replace function weir.ensure_usage_partitions(p_now timestamptz, p_months integer) returns integer
language sql security definer
set search_path = ''
as $function$
  select weir.make_usage_partitions(p_now, p_months)
$function$;
comment on function weir.ensure_usage_partitions(timestamptz, integer) is 'Makes the ledger''s partitions ahead.';
