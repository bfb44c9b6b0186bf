-- Purpose: the numbers of a refusal by a slot, as it stood when it was decided: the book is changed by what was admitted
--   before, so its caller passes it as it was then.
-- Locks: none. Errors: none. Idempotency: pure.
create or replace function weir.tally_denial(
  p_book weir.tally_book, p_slot integer, p_used bigint, p_held bigint, out meter text, out granted bigint,
  out used bigint, out held bigint, out requested bigint, out remaining bigint, out hard_limit bigint,
  out resets_at timestamptz, out scope text, out denial text)
language plpgsql immutable
set search_path = ''
as $function$
declare
  v_tally constant integer := p_book.slots[p_slot];
begin
  meter := p_book.meters[v_tally];
  granted := p_book.amounts[v_tally];
  used := p_used;
  held := p_held;
  requested := p_book.units[p_slot];
  remaining := greatest(granted::numeric - used - held, 0)::bigint;
  hard_limit := granted;
  resets_at := p_book.resets[v_tally];
  scope := p_book.scopes[v_tally];
  denial := case when p_book.rates[v_tally] then 'rate' else 'quota' end;
end
$function$;
comment on function weir.tally_denial(weir.tally_book, integer, bigint, bigint) is 'The numbers of a refusal by a slot.';
