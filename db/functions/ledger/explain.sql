-- Purpose: everything behind the numbers of one meter of one customer at p_now, as one document: meter, subscription and
--   plan version, balance, grants in burn order with their buckets, overruns, pending holds, the last events, and what was
--   lost. One snapshot: the parts add up. As in balances, a hold whose lease is over holds nothing, and a bucket that
--   nobody has touched is shown as it would be made. Null for an unknown customer or meter.
--   limits: those that the plan sets beside the grants, by scope.
-- Input: p_last bounds events (of the customer's latest 1000), pending holds, and grants that have ended (0 to 100).
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.explain(p_now timestamptz, p_customer_id uuid, p_meter text, p_last integer default 10)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $function$
declare
  v_last constant integer := least(greatest(coalesce(p_last, 10), 0), 100);
  v_answer jsonb;
begin
  -- Nested function calls of a stable function share its snapshot: what they read is of one instant.
  select jsonb_build_object(
    'customer_id', c.customer_id, 'meter', m.meter, 'unit', m.unit, 'limit', m.limit_kind, 'at', p_now,
    'subscription', (
      select jsonb_build_object('plan_code', s.plan_code, 'plan_name', p.name, 'plan_version', s.plan_version,
        'status', case when s.ended_at <= p_now or s.ends_at > p_now then s.status else 'expired' end,
        'anchor_at', s.anchor_at, 'started_at', s.started_at, 'ended_at', s.ended_at)
      from weir.subscriptions as s
      left join weir.plans as p on p.plan_code = s.plan_code and p.plan_version = s.plan_version
      where s.customer_id = c.customer_id and s.started_at <= p_now
      order by s.ended_at desc nulls first, s.started_at desc
      limit 1),
    'balance', (
      select jsonb_build_object('meter', b.meter, 'unit', b.unit, 'granted', b.granted, 'used', b.used, 'held', b.held,
        'hard_limit', b.hard_limit, 'resets_at', b.resets_at)
      from weir.balances(p_now, array[c.customer_id], array[m.meter]) as b),
    'grants', weir.explain_grants(p_now, c.customer_id, m.meter, v_last),
    'overruns', (
      select coalesce(jsonb_agg(jsonb_build_object('quantity', o.quantity,
          'period_start', nullif(o.period_start, '-infinity'), 'period_end', nullif(o.period_end, 'infinity'))
        order by o.period_end, o.period_start), '[]')
      from weir.overruns as o
      where o.customer_id = c.customer_id and o.meter = m.meter and o.period_end > p_now and o.period_start <= p_now),
    'limits', weir.explain_limits(p_now, c.customer_id, m.meter, v_last),
    'breakage', (
      select coalesce(sum(b.units), 0) from weir.breakage(p_now, c.customer_id, m.meter) as b),
    'holds', weir.explain_holds(p_now, c.customer_id, m.meter, v_last),
    'events', weir.explain_events(c.customer_id, m.meter, v_last))
  into v_answer
  from weir.customers as c cross join weir.meters as m
  where c.customer_id = p_customer_id and m.meter = p_meter;
  return v_answer;
end
$function$;
comment on function weir.explain(timestamptz, uuid, text, integer)
  is 'Everything behind the numbers of one meter of one customer.';
