-- Purpose: what an operation counts in its tallies, a line a slot; null where no limit applies. What it asked is what it
--   counts.
-- Locks: none. Errors: none. Idempotency: pure.
create or replace function weir.tally_lines(p_book weir.tally_book, p_op integer) returns weir.tally_line[]
language plpgsql immutable
set search_path = ''
as $function$
declare
  v_lines weir.tally_line[];
begin
  for k in coalesce(p_book.op_from[p_op], 1) .. coalesce(p_book.op_to[p_op], 0) loop
    v_lines := v_lines
      || row(p_book.ids[p_book.slots[k]], p_book.meters[p_book.slots[k]], p_book.units[k])::weir.tally_line;
  end loop;
  return v_lines;
end
$function$;
comment on function weir.tally_lines(weir.tally_book, integer) is 'What an operation counts in its tallies, a line a slot.';
