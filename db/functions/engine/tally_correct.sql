-- Purpose: counts a correction in the tallies of its event: what is added or given back of their meters. Answers its lines,
--   null when the event counted in none.
-- Locks: none of its own; the caller holds the customer's books. Errors: none.
-- Idempotency: none; its caller books a correction once.
create or replace function weir.tally_correct(
  p_customer_id uuid, p_tallies weir.tally_line[], p_meters text[], p_quantities bigint[]) returns weir.tally_line[]
language plpgsql
set search_path = ''
as $function$
declare
  v_lines weir.tally_line[];
begin
  if p_tallies is null then
    return null;
  end if;
  select array_agg(row(l.tally_id, l.meter, coalesce(d.quantity, 0))::weir.tally_line order by l.n) into v_lines
  from unnest(p_tallies) with ordinality as l (tally_id, meter, quantity, n)
  left join unnest(p_meters, p_quantities) as d (meter, quantity) on d.meter = l.meter;
  perform weir.tally_count(array[p_customer_id], array_fill(1, array[cardinality(v_lines)]), v_lines, null);
  return v_lines;
end
$function$;
comment on function weir.tally_correct(uuid, weir.tally_line[], text[], bigint[])
  is 'Counts a correction in the tallies of its event.';
