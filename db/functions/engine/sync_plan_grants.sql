-- Purpose: makes the plan grants of customers be what their subscriptions say at p_now: one for each metered entitlement of
--   a subscription that is trialing, active or past due; others end, at the subscription's end or now. The caller changes
--   the subscription in the same transaction. Buckets are not made here but when first touched.
--   Where only the amounts changed (a new plan version), what was used stays used: the open buckets take the new amounts,
--   never less than they have used and hold. Another period or anchor is another grant.
-- Locks: the customers' books, in key order, first.
-- Errors: none. Idempotency: a repeat changes nothing.
create or replace function weir.sync_plan_grants(p_now timestamptz, p_customer_ids uuid[]) returns void
language plpgsql security definer
set search_path = ''
as $function$
begin
  perform weir.lock_books(p_now, p_customer_ids);

  insert into weir.grants as g (customer_id, grant_id, meter, source, subscription_id, priority, amount, overage_allowed,
      period, anchor_at, zone, effective_at, expires_at, created_at)
    select s.customer_id, gen_random_uuid(), e.key, 'plan', s.subscription_id, 100, e.included, e.hard_limit - e.included,
      e.period, s.anchor_at, c.zone, s.started_at, coalesce(s.ended_at, 'infinity'), p_now
    from weir.subscriptions as s
    join weir.customers as c on c.customer_id = s.customer_id
    join weir.plan_entitlements as e on e.plan_code = s.plan_code and e.plan_version = s.plan_version
    where s.customer_id = any (p_customer_ids) and e.kind = 'metered'
      and s.status in ('trialing', 'active', 'past_due') and coalesce(s.ended_at > p_now, true)
    on conflict (customer_id, subscription_id, meter, period, anchor_at) do update
      set amount = excluded.amount, overage_allowed = excluded.overage_allowed, effective_at = excluded.effective_at,
        expires_at = excluded.expires_at
      where (g.amount, g.overage_allowed, g.effective_at, g.expires_at)
        is distinct from (excluded.amount, excluded.overage_allowed, excluded.effective_at, excluded.expires_at);

  update weir.grants as g
    set expires_at = greatest(g.effective_at, least(g.expires_at, coalesce(s.ended_at, p_now), p_now))
  from weir.subscriptions as s
  where g.customer_id = any (p_customer_ids) and g.source = 'plan' and g.expires_at > p_now
    and s.customer_id = g.customer_id and s.subscription_id = g.subscription_id
    and not (s.status in ('trialing', 'active', 'past_due') and coalesce(s.ended_at > p_now, true)
      and s.anchor_at = g.anchor_at
      and exists (
        select from weir.plan_entitlements as e
        where e.plan_code = s.plan_code and e.plan_version = s.plan_version and e.kind = 'metered' and e.key = g.meter
          and e.period = g.period));

  update weir.buckets as b
    set granted = g.amount, overage_allowed = greatest(g.overage_allowed, b.used + b.held - g.amount)
  from weir.grants as g
  where g.customer_id = any (p_customer_ids) and g.source = 'plan' and g.expires_at > p_now
    and b.customer_id = g.customer_id and b.grant_id = g.grant_id and b.period_end > p_now
    and (b.granted, b.overage_allowed)
      is distinct from (g.amount, greatest(g.overage_allowed, b.used + b.held - g.amount));
end
$function$;
comment on function weir.sync_plan_grants(timestamptz, uuid[]) is 'Makes customers'' plan grants be what their subscriptions say.';
