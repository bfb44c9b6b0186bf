-- Purpose: forgets keys older than p_keep (35 days at least), at most p_limit; returns how many. The key of a hold that is
--   still pending stays. A request repeated after that is a new one.
-- Locks: the rows it deletes, skipping what is locked. Errors: none. Idempotency: deletes what is left.
create or replace function weir.trim_keys(p_now timestamptz, p_keep interval, p_limit integer) returns integer
language plpgsql security definer
set search_path = ''
as $function$
declare
  v_deleted integer;
begin
  delete from weir.usage_keys as k using (
    select o.customer_id, o.kind, o.key from weir.usage_keys as o
    left join weir.holds as h on h.customer_id = o.customer_id and h.hold_id = o.hold_id
    where o.created_at < p_now - greatest(p_keep, interval '35 days') and h.state is distinct from 'pending'
    limit p_limit
    for update of o skip locked
  ) as d
  where k.customer_id = d.customer_id and k.kind = d.kind and k.key = d.key;
  get diagnostics v_deleted = row_count;
  return v_deleted;
end
$function$;
comment on function weir.trim_keys(timestamptz, interval, integer) is 'Forgets old idempotency keys.';
