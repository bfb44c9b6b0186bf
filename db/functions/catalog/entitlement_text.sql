-- Purpose: an entitlement in a few words, for the lines of apply_catalog.
-- Locks: none. Errors: none. Idempotency: pure.
create or replace function weir.entitlement_text(
  p_kind text, p_value text, p_included bigint, p_hard_limit bigint, p_period text) returns text
  language sql immutable
  set search_path = ''
as $function$
  select case p_kind
    when 'boolean' then 'granted'
    when 'static' then quote_literal(p_value)
    else format('%s of %s per %s', p_included, p_hard_limit, p_period)
  end
$function$;
comment on function weir.entitlement_text(text, text, bigint, bigint, text) is 'An entitlement in a few words.';
