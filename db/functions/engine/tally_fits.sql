-- Purpose: whether every tally has room for all that the operations ask of it together; true without limits.
-- Locks: none. Errors: none. Idempotency: pure.
create or replace function weir.tally_fits(p_book weir.tally_book) returns boolean
language plpgsql immutable
set search_path = ''
as $function$
begin
  return not exists (
    select
    from unnest(p_book.slots, p_book.units) as s (tally, units)
    group by s.tally
    having sum(s.units) > 0
      and sum(s.units) > p_book.amounts[s.tally]::numeric - p_book.used[s.tally] - p_book.held[s.tally]);
end
$function$;
comment on function weir.tally_fits(weir.tally_book) is 'Whether every tally has room for all that is asked of it together.';
