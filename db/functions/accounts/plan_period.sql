-- Purpose: the current period of a subscription as a whole: that of its metered allowances, the first of billing month,
--   calendar month, day, lifetime that one of them has; the billing month when none is metered.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.plan_period(p_plan_code text, p_plan_version integer, p_anchor timestamptz,
  p_now timestamptz, out period_start timestamptz, out period_end timestamptz)
  language sql stable
  set search_path = ''
as $function$
  select b.period_start, b.period_end
  from (
    select coalesce((
      select e.period from weir.plan_entitlements as e
      where e.plan_code = p_plan_code and e.plan_version = p_plan_version and e.kind = 'metered'
      order by array_position('{billing_month,calendar_month,day,lifetime}', e.period) limit 1), 'billing_month') as kind
  ) as p
  cross join lateral weir.period_bounds(p.kind, p_anchor, p_now) as b
$function$;
comment on function weir.plan_period(text, integer, timestamptz, timestamptz) is 'The current period of a subscription as a whole.';
