-- Purpose: the first slot of an operation whose units its tally has no room for; null when all fit, and without limits. No
--   units always fit, also where a settle has passed the limit.
-- Locks: none. Errors: none. Idempotency: pure.
create or replace function weir.tally_refusal(p_book weir.tally_book, p_op integer) returns integer
language plpgsql immutable
set search_path = ''
as $function$
declare
  v_tally integer;
begin
  for k in coalesce(p_book.op_from[p_op], 1) .. coalesce(p_book.op_to[p_op], 0) loop
    v_tally := p_book.slots[k];
    if p_book.units[k] > 0
      and p_book.units[k] > p_book.amounts[v_tally]::numeric - p_book.used[v_tally] - p_book.held[v_tally]
    then
      return k;
    end if;
  end loop;
  return null;
end
$function$;
comment on function weir.tally_refusal(weir.tally_book, integer)
  is 'The first slot of an operation whose units its tally has no room for.';
