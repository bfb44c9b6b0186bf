-- Purpose: sets aside what operations ask of their tallies: those that p_taking names.
-- Locks: none of its own; the caller holds the customers' books. Errors: none.
-- Idempotency: none; its caller makes a hold once.
create or replace function weir.tally_hold(p_book weir.tally_book, p_taking boolean[]) returns void
language plpgsql
set search_path = ''
as $function$
begin
  update weir.tallies as t set held = t.held + d.held
  from (
    select p_book.customers[p_book.slots[k.slot]] as customer_id, p_book.ids[p_book.slots[k.slot]] as tally_id,
      sum(p_book.units[k.slot])::bigint as held
    from unnest(p_book.op_from, p_book.op_to, p_taking) as o (slot_from, slot_to, taking)
    cross join lateral generate_series(o.slot_from, o.slot_to) as k (slot)
    where o.taking
    group by 1, 2
  ) as d
  cross join lateral (
    select t.ctid from weir.tallies as t where t.customer_id = d.customer_id and t.tally_id = d.tally_id offset 0
  ) as row
  where t.ctid = row.ctid and d.held <> 0;
end
$function$;
comment on function weir.tally_hold(weir.tally_book, boolean[]) is 'Sets aside what operations ask of their tallies.';
