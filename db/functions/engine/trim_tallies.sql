-- Purpose: forgets tallies of rate windows that ended more than p_keep (a day at least) ago, at most p_limit; returns how
--   many. One that still holds something stays. Other tallies stay for ever, as buckets do.
-- Locks: the rows it deletes, skipping what is locked. Errors: none. Idempotency: deletes what is left.
create or replace function weir.trim_tallies(p_now timestamptz, p_keep interval, p_limit integer) returns integer
language plpgsql security definer
set search_path = ''
as $function$
declare
  v_deleted integer;
begin
  delete from weir.tallies as t using (
    select o.customer_id, o.tally_id from weir.tallies as o
    where o.period = 'window' and o.period_end < p_now - greatest(p_keep, interval '1 day') and o.held = 0
    order by o.period_end
    limit p_limit
    for update skip locked
  ) as d
  where t.customer_id = d.customer_id and t.tally_id = d.tally_id;
  get diagnostics v_deleted = row_count;
  return v_deleted;
end
$function$;
comment on function weir.trim_tallies(timestamptz, interval, integer) is 'Forgets tallies of rate windows that are long over.';
