-- Purpose: a limit in a few words, for the lines of apply_catalog.
-- Locks: none. Errors: none. Idempotency: pure.
create or replace function weir.limit_text(
  p_meter text, p_scope text, p_period text, p_window_s integer, p_amount bigint) returns text
  language sql immutable
  set search_path = ''
as $function$
  select format('%s %s per %s and %s', p_amount, p_meter, p_scope,
    case p_period when 'window' then p_window_s || ' s' else p_period end)
$function$;
comment on function weir.limit_text(text, text, text, integer, bigint) is 'A limit in a few words.';
