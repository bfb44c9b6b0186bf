-- Purpose: sets units of tallies aside. Lines are parallel to the customers whose they are.
-- Locks: none of its own; the caller holds the customers' books. Errors: none.
-- Idempotency: none; its caller makes a hold once.
create or replace function weir.tally_hold(p_customer_ids uuid[], p_lines weir.tally_line[]) returns void
language plpgsql
set search_path = ''
as $function$
begin
  update weir.tallies as t set held = t.held + d.held
  from (
    select l.customer_id, l.tally_id, sum(l.held)::bigint as held
    from rows from (unnest(p_customer_ids), unnest(p_lines)) as l (customer_id, tally_id, meter, held)
    group by l.customer_id, l.tally_id
  ) as d
  cross join lateral (
    select t.ctid from weir.tallies as t where t.customer_id = d.customer_id and t.tally_id = d.tally_id offset 0
  ) as row
  where t.ctid = row.ctid and d.held <> 0;
end
$function$;
comment on function weir.tally_hold(uuid[], weir.tally_line[]) is 'Sets units of tallies aside.';
