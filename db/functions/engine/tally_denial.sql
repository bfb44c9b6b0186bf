-- Purpose: a refusal by a slot of the book as it stands: rate for a window, else quota.
-- Locks: none. Errors: none. Idempotency: pure.
create or replace function weir.tally_denial(p_book weir.tally_book, p_slot integer) returns weir.denial
language plpgsql immutable
set search_path = ''
as $function$
declare
  v_tally constant integer := p_book.slots[p_slot];
begin
  return row(p_book.meters[v_tally], p_book.amounts[v_tally], p_book.used[v_tally], p_book.held[v_tally],
    p_book.units[p_slot], greatest(p_book.amounts[v_tally]::numeric - p_book.used[v_tally] - p_book.held[v_tally], 0),
    p_book.amounts[v_tally], p_book.resets[v_tally], p_book.scopes[v_tally],
    case when p_book.rates[v_tally] then 'rate' else 'quota' end)::weir.denial;
end
$function$;
comment on function weir.tally_denial(weir.tally_book, integer) is 'A refusal by a slot of the book as it stands.';
