-- Purpose: adds to tallies what is used and what is held; negative gives back. One with nothing to add is not touched. A
--   tally that was trimmed meanwhile is gone, and with it what it counted.
-- Locks: none of its own; the caller holds the customers' books. Errors: none.
-- Idempotency: none; its caller resolves a hold once.
create or replace function weir.tally_move(
  p_customer_ids uuid[], p_tally_ids bigint[], p_used bigint[], p_held bigint[]) returns void
language plpgsql
set search_path = ''
as $function$
begin
  update weir.tallies as t set used = t.used + d.used, held = t.held + d.held
  from (
    select d.customer_id, d.tally_id, sum(d.used)::bigint as used, sum(d.held)::bigint as held
    from unnest(p_customer_ids, p_tally_ids, p_used, p_held) as d (customer_id, tally_id, used, held)
    group by d.customer_id, d.tally_id
    having sum(d.used) <> 0 or sum(d.held) <> 0
  ) as d
  cross join lateral (
    select t.ctid from weir.tallies as t where t.customer_id = d.customer_id and t.tally_id = d.tally_id offset 0
  ) as row
  where t.ctid = row.ctid;
end
$function$;
comment on function weir.tally_move(uuid[], bigint[], bigint[], bigint[]) is 'Adds to tallies what is used and what is held.';
