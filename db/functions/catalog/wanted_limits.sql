-- Purpose: the limits of a plan in a catalog document, as rows. A document without any has none.
-- Locks: none. Errors: none. Idempotency: pure.
create or replace function weir.wanted_limits(p_limits jsonb)
  returns table (limit_code text, meter text, scope text, period text, window_s integer, amount bigint)
  language sql immutable
  set search_path = ''
as $function$
  select w.code, w.meter, w.scope, w.period, w.window_seconds, w.amount
  from jsonb_to_recordset(coalesce(p_limits, '[]'))
    as w (code text, meter text, scope text, period text, window_seconds integer, amount bigint)
$function$;
comment on function weir.wanted_limits(jsonb) is 'The limits of a plan in a catalog document, as rows.';
