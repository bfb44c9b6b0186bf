-- Purpose: the half-open period [period_start, period_end) that contains p_at, in UTC. A billing month is counted from the
--   anchor, never step by step, so that day 31 comes back after February. A lifetime has no ends.
-- Locks: none. Errors: none; an unknown kind gives nulls, which no bucket accepts. Idempotency: pure.
-- PL/pgSQL, because a pinned search_path keeps an SQL function from being inlined and makes it slower than this.
create or replace function weir.period_at(
  p_period text, p_anchor timestamptz, p_at timestamptz, out period_start timestamptz, out period_end timestamptz)
language plpgsql immutable parallel safe
set search_path = ''
as $function$
declare
  v_at timestamp := p_at at time zone 'UTC';
  v_anchor timestamp := p_anchor at time zone 'UTC';
  v_months integer;
begin
  case p_period
    when 'lifetime' then
      period_start := '-infinity';
      period_end := 'infinity';
    when 'day' then
      period_start := date_trunc('day', v_at) at time zone 'UTC';
      period_end := (date_trunc('day', v_at) + interval '1 day') at time zone 'UTC';
    when 'calendar_month' then
      period_start := date_trunc('month', v_at) at time zone 'UTC';
      period_end := (date_trunc('month', v_at) + interval '1 month') at time zone 'UTC';
    when 'billing_month' then
      v_months := 12 * (extract(year from v_at) - extract(year from v_anchor))
        + extract(month from v_at) - extract(month from v_anchor);
      if v_anchor + make_interval(months => v_months) > v_at then
        v_months := v_months - 1;
      end if;
      period_start := (v_anchor + make_interval(months => v_months)) at time zone 'UTC';
      period_end := (v_anchor + make_interval(months => v_months + 1)) at time zone 'UTC';
    else
      null;
  end case;
end
$function$;
comment on function weir.period_at(text, timestamptz, timestamptz) is 'The half-open UTC period that contains an instant.';
