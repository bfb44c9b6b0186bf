-- Purpose: what a settle counts in the tallies of its hold: of each its meter's real quantity, in full; of requests one.
-- Locks: none. Errors: none. Idempotency: pure.
create or replace function weir.tally_used(p_held weir.tally_line[], p_meters text[], p_quantities bigint[])
  returns weir.tally_line[]
language sql immutable
set search_path = ''
as $function$
  select array_agg(row(h.tally_id, h.meter, case h.meter when 'requests' then 1 else coalesce((
      select sum(l.quantity) from unnest(p_meters, p_quantities) as l (meter, quantity) where l.meter = h.meter), 0)
    end)::weir.tally_line order by h.n)
  from unnest(p_held) with ordinality as h (tally_id, meter, quantity, n)
$function$;
comment on function weir.tally_used(weir.tally_line[], text[], bigint[]) is 'What a settle counts in the tallies of its hold.';
