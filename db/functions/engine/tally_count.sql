-- Purpose: counts in tallies what operations used, and gives back what their holds held of them (null: nothing). Lines are
--   parallel, each with its operation, whose customer it is. A tally that was trimmed meanwhile is gone, and with it what it
--   counted.
-- Locks: none of its own; the caller holds the customers' books. Errors: none.
-- Idempotency: none; its caller posts an operation once.
create or replace function weir.tally_count(
  p_customer_ids uuid[], p_ops integer[], p_used weir.tally_line[], p_held weir.tally_line[]) returns void
language plpgsql
set search_path = ''
as $function$
begin
  update weir.tallies as t set used = t.used + d.used, held = t.held - d.held
  from (
    select p_customer_ids[l.op] as customer_id, l.tally_id, sum(l.used)::bigint as used,
      coalesce(sum(l.held), 0)::bigint as held
    from rows from (unnest(p_ops), unnest(p_used), unnest(p_held))
      as l (op, tally_id, meter, used, held_id, held_meter, held)
    group by 1, 2
  ) as d
  cross join lateral (
    select t.ctid from weir.tallies as t where t.customer_id = d.customer_id and t.tally_id = d.tally_id offset 0
  ) as row
  where t.ctid = row.ctid and (d.used <> 0 or d.held <> 0);
end
$function$;
comment on function weir.tally_count(uuid[], integer[], weir.tally_line[], weir.tally_line[])
  is 'Counts in tallies what operations used, and gives back what their holds held.';
