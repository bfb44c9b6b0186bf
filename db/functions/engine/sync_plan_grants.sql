-- Purpose: makes the plan grants of customers be what their subscriptions say at p_now: one for each metered entitlement of
--   a subscription that is trialing, active or past due, from its start until it ends or its trial does, be that ahead;
--   others end, at the subscription's end or now. A spend cap takes from the overage. Notes whether a plan sets limits. The
--   caller changes the subscription in the same transaction. Buckets are not made here but when first touched.
--   Where only the amounts changed (a new plan version, a plan that follows at once, another cap), what was used stays used:
--   the open buckets take the new amounts. A bucket that has used and holds more keeps room for that and no more, and
--   nothing new is admitted there. What was overage when it was used stays overage, and nothing else becomes it
--   (overage_reports.shift_units). Another period or anchor is another grant.
-- Locks: the customers' books, in key order, first.
-- Errors: none. Idempotency: a repeat changes nothing.
create or replace function weir.sync_plan_grants(p_now timestamptz, p_customer_ids uuid[]) returns void
language plpgsql security definer
set search_path = ''
as $function$
begin
  perform weir.lock_books(p_now, p_customer_ids);

  insert into weir.grants as g (customer_id, grant_id, meter, source, subscription_id, priority, amount, overage_allowed,
      overage_withheld, period, anchor_at, zone, effective_at, expires_at, created_at)
    select s.customer_id, gen_random_uuid(), e.key, 'plan', s.subscription_id, 100, e.included,
      least(e.hard_limit - e.included, c.amount), greatest(e.hard_limit - e.included - c.amount, 0),
      e.period, s.anchor_at, z.zone, s.started_at, s.ends_at, p_now
    from weir.subscriptions as s
    join weir.customers as z on z.customer_id = s.customer_id
    join weir.plan_entitlements as e on e.plan_code = s.plan_code and e.plan_version = s.plan_version
    left join weir.spend_caps as c on c.customer_id = s.customer_id and c.meter = e.key
    where s.customer_id = any (p_customer_ids) and e.kind = 'metered'
      and s.status in ('trialing', 'active', 'past_due') and s.ends_at > p_now
    on conflict (customer_id, subscription_id, meter, period, anchor_at) do update
      set amount = excluded.amount, overage_allowed = excluded.overage_allowed,
        overage_withheld = excluded.overage_withheld, effective_at = least(g.effective_at, excluded.effective_at),
        expires_at = excluded.expires_at
      where (g.amount, g.overage_allowed, g.overage_withheld, g.effective_at, g.expires_at)
        is distinct from (excluded.amount, excluded.overage_allowed, excluded.overage_withheld,
          least(g.effective_at, excluded.effective_at), excluded.expires_at);

  update weir.grants as g set expires_at = greatest(g.effective_at, least(g.expires_at, s.ends_at, p_now))
  from weir.subscriptions as s
  where g.customer_id = any (p_customer_ids) and g.source = 'plan' and g.expires_at > p_now
    and s.customer_id = g.customer_id and s.subscription_id = g.subscription_id
    and not (s.status in ('trialing', 'active', 'past_due') and s.ends_at > p_now and s.anchor_at = g.anchor_at
      and exists (
        select from weir.plan_entitlements as e
        where e.plan_code = s.plan_code and e.plan_version = s.plan_version and e.kind = 'metered' and e.key = g.meter
          and e.period = g.period));

  with amount as materialized (
    select b.customer_id, b.bucket_id, a.granted,
      greatest(a.overage_allowed, b.used + b.held - a.granted) as overage_allowed,
      greatest(b.used - b.granted, 0) - greatest(b.used - a.granted, 0) as shift_units
    from weir.grants as g
    join weir.buckets as b on b.customer_id = g.customer_id and b.grant_id = g.grant_id and b.period_end > p_now
    cross join lateral weir.bucket_amounts(g.*, b.period_start) as a
    where g.customer_id = any (p_customer_ids) and g.source = 'plan' and g.expires_at > p_now
  ), changed as (
    update weir.buckets as b set granted = a.granted, overage_allowed = a.overage_allowed
    from amount as a
    where b.customer_id = a.customer_id and b.bucket_id = a.bucket_id
      and (b.granted, b.overage_allowed) is distinct from (a.granted, a.overage_allowed)
  )
  insert into weir.overage_reports as r (customer_id, bucket_id, shift_units)
    select a.customer_id, a.bucket_id, a.shift_units from amount as a where a.shift_units <> 0
    on conflict (customer_id, bucket_id) do update set shift_units = r.shift_units + excluded.shift_units;

  update weir.books as b set limited = not b.limited
  where b.customer_id = any (p_customer_ids) and b.limited <> exists (
    select from weir.subscriptions as s
    join weir.plan_limits as l on l.plan_code = s.plan_code and l.plan_version = s.plan_version
    where s.customer_id = b.customer_id and s.status in ('trialing', 'active', 'past_due') and s.ends_at > p_now);
end
$function$;
comment on function weir.sync_plan_grants(timestamptz, uuid[])
  is 'Makes customers'' plan grants be what their subscriptions say.';
