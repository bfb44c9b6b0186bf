-- Purpose: the extras of a post, with one of no units before those of each operation that counts against a limit: so it
--   stands in line also when it needs no unit of a bucket.
-- Locks: none. Errors: none. Idempotency: pure.
create or replace function weir.tally_queue(
  p_book weir.tally_book, p_extra_ops integer[], p_extra_meters text[], p_extra_units bigint[],
  out extra_ops integer[], out extra_meters text[], out extra_units bigint[])
language plpgsql immutable
set search_path = ''
as $function$
begin
  select array_agg(e.op order by e.op, e.n), array_agg(e.meter order by e.op, e.n), array_agg(e.units order by e.op, e.n)
    into extra_ops, extra_meters, extra_units
  from (
    select e.* from unnest(p_extra_ops, p_extra_meters, p_extra_units) with ordinality as e (op, meter, units, n)
    union all
    select o.op, '', 0, 0 from unnest(p_book.op_from, p_book.op_to) with ordinality as o (slot_from, slot_to, op)
    where o.slot_from <= o.slot_to
  ) as e;
end
$function$;
comment on function weir.tally_queue(weir.tally_book, integer[], text[], bigint[])
  is 'The extras of a post, with one for each operation that counts against a limit.';
