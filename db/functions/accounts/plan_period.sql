-- Purpose: the current period of a subscription as a whole, in the customer's zone: that of its metered allowances, the
--   first of billing month, calendar month, day, lifetime that one of them has; the billing month when none is metered. A
--   lifetime begins at the anchor and has no end.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.plan_period(p_plan_code text, p_plan_version integer, p_anchor timestamptz, p_zone text,
  p_now timestamptz, out period_start timestamptz, out period_end timestamptz)
  language plpgsql stable
  set search_path = ''
as $function$
declare
  v_period text;
begin
  select e.period into v_period
    from weir.plan_entitlements as e
    where e.plan_code = p_plan_code and e.plan_version = p_plan_version and e.kind = 'metered'
    order by array_position(array['billing_month', 'calendar_month', 'day', 'lifetime'], e.period)
    limit 1;
  if v_period = 'lifetime' then
    period_start := p_anchor;
  else
    select p.period_start, p.period_end into period_start, period_end
      from weir.period_at(coalesce(v_period, 'billing_month'), p_anchor, p_zone, p_now) as p;
  end if;
end
$function$;
comment on function weir.plan_period(text, integer, timestamptz, text, timestamptz)
  is 'The current period of a subscription as a whole.';
