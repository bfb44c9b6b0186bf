-- Purpose: the spend caps of a customer, by meter; with the overage that its plan would allow at p_now without them (0 when
--   no plan has any), in the meter's unit.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.spend_caps_of(p_now timestamptz, p_customer_id uuid)
  returns table (meter text, unit text, amount bigint, plan_overage bigint, updated_at timestamptz)
  language sql stable security definer
  set search_path = ''
as $function$
  select c.meter, m.unit, c.amount, coalesce((
      select max(g.overage_allowed + g.overage_withheld) from weir.grants as g
      where g.customer_id = c.customer_id and g.meter = c.meter and g.source = 'plan' and g.effective_at <= p_now
        and g.expires_at > p_now), 0), c.updated_at
  from weir.spend_caps as c
  join weir.meters as m on m.meter = c.meter
  where c.customer_id = p_customer_id
  order by c.meter
$function$;
comment on function weir.spend_caps_of(timestamptz, uuid) is 'The spend caps of a customer.';
