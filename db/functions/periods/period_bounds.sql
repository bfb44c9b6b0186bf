-- Purpose: the half-open period of an allowance that holds p_at. UTC; computed from the anchor, never step by step, so
--   that day 31 returns after February. Lifetime begins at the anchor and has no end.
-- Locks: none. Errors: none. Idempotency: pure.
create or replace function weir.period_bounds(
  p_period text, p_anchor timestamptz, p_at timestamptz, out period_start timestamptz, out period_end timestamptz)
  language sql immutable
  set search_path = ''
as $function$
  select
    case p_period
      when 'lifetime' then p_anchor
      when 'day' then date_trunc('day', u.at_utc) at time zone 'UTC'
      when 'calendar_month' then date_trunc('month', u.at_utc) at time zone 'UTC'
      when 'billing_month' then (u.anchor_utc + make_interval(months => m.elapsed)) at time zone 'UTC'
    end,
    case p_period
      when 'day' then (date_trunc('day', u.at_utc) + interval '1 day') at time zone 'UTC'
      when 'calendar_month' then (date_trunc('month', u.at_utc) + interval '1 month') at time zone 'UTC'
      when 'billing_month' then (u.anchor_utc + make_interval(months => m.elapsed + 1)) at time zone 'UTC'
    end
  from (select p_anchor at time zone 'UTC' as anchor_utc, p_at at time zone 'UTC' as at_utc) as u
  cross join lateral (
    select 12 * (extract(year from u.at_utc) - extract(year from u.anchor_utc))::integer
      + (extract(month from u.at_utc) - extract(month from u.anchor_utc))::integer as calendar_months
  ) as c
  cross join lateral (
    select c.calendar_months - (u.anchor_utc + make_interval(months => c.calendar_months) > u.at_utc)::integer as elapsed
  ) as m
$function$;
comment on function weir.period_bounds(text, timestamptz, timestamptz) is 'The half-open period of an allowance that holds an instant.';
