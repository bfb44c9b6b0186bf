-- Purpose: the first slot of an operation, out of its range, whose units its tally has no room for; null when all fit. No
--   units always fit, also where a settle has passed the limit.
-- Locks: none. Errors: none. Idempotency: pure.
create or replace function weir.tally_refusal(p_from integer, p_to integer, p_slots integer[], p_units bigint[],
  p_amounts bigint[], p_used bigint[], p_held bigint[]) returns integer
language plpgsql immutable
set search_path = ''
as $function$
begin
  for k in p_from .. p_to loop
    if p_units[k] > 0
      and p_units[k] > p_amounts[p_slots[k]]::numeric - p_used[p_slots[k]] - p_held[p_slots[k]]
    then
      return k;
    end if;
  end loop;
  return null;
end
$function$;
comment on function weir.tally_refusal(integer, integer, integer[], bigint[], bigint[], bigint[], bigint[])
  is 'The first slot of an operation whose units its tally has no room for.';
