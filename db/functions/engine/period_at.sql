-- Purpose: the half-open period [period_start, period_end) of a zone that contains p_at. Days begin at midnight, calendar
--   months on the first; billing months are counted from the anchor's local time, never step by step, so that day 31 comes
--   back after February. A lifetime has no ends.
--   A boundary is the first instant at which the zone's clock shows it or later (weir.first_instant). So boundaries keep
--   their order whatever a clock does: one in a gap is the end of the gap, of two alike the first counts, and a day that a
--   zone skips has no period.
-- Locks: none. Errors: 22023 for a zone that the server does not know. An unknown kind gives nulls, which no bucket accepts.
-- Idempotency: pure, but for the server's time zone data.
-- PL/pgSQL, because a pinned search_path keeps an SQL function from being inlined and makes it slower than this.
create or replace function weir.period_at(
  p_period text, p_anchor timestamptz, p_zone text, p_at timestamptz,
  out period_start timestamptz, out period_end timestamptz)
language plpgsql immutable parallel safe
set search_path = ''
as $function$
declare
  v_at timestamp := p_at at time zone p_zone;
  v_first timestamp; -- boundary no. n is v_first + n steps; no. v_n is the last that the clock has passed
  v_step interval := '1 month';
  v_n integer := 0;
begin
  case p_period
    when 'lifetime' then
      period_start := '-infinity';
      period_end := 'infinity';
      return;
    when 'day' then
      v_first := date_trunc('day', v_at);
      v_step := '1 day';
    when 'calendar_month' then
      v_first := date_trunc('month', v_at);
    when 'billing_month' then
      v_first := p_anchor at time zone p_zone;
      v_n := 12 * (extract(year from v_at) - extract(year from v_first))
        + extract(month from v_at) - extract(month from v_first);
      if v_first + v_n * v_step > v_at then
        v_n := v_n - 1;
      end if;
    else
      return;
  end case;

  if p_zone = 'UTC' then
    period_start := (v_first + v_n * v_step) at time zone 'UTC';
    period_end := (v_first + (v_n + 1) * v_step) at time zone 'UTC';
    return;
  end if;

  loop
    period_end := weir.first_instant(v_first + (v_n + 1) * v_step, p_zone);
    exit when period_end > p_at;
    v_n := v_n + 1; -- the clock was set back over a boundary that it had passed
  end loop;
  period_start := weir.first_instant(v_first + v_n * v_step, p_zone);
end
$function$;
comment on function weir.period_at(text, timestamptz, text, timestamptz)
  is 'The half-open period of a zone that contains an instant.';
