-- Purpose: makes the plan that a customer runs be the one of its payments (billing_plan). When they say nothing of a plan, one
--   that came from payments ends, and the default plan of the server begins; one that came otherwise stays. A plan that
--   somebody gave by hand holds only as long as payments say nothing.
--   Months are counted from the paid period's start: a renewal begins a new one. While that stays, so does what was used,
--   whatever plan follows. True when something changed.
-- Locks: the customer's subscriptions (its caller holds the customer); then books and those of sync_plan_grants.
-- Errors: none. Idempotency: a repeat changes nothing.
create or replace function weir.follow_billing(p_customer_id uuid, p_now timestamptz) returns boolean
language plpgsql
set search_path = ''
as $function$
declare
  v_plan record;
  v_current weir.subscriptions;
  v_new constant uuid := gen_random_uuid();
  v_default text;
begin
  select * into v_plan from weir.billing_plan(p_customer_id, p_now);
  -- a trial that is over has not ended, and a change that waits has not begun
  select * into v_current from weir.subscriptions as s
    where s.customer_id = p_customer_id and s.started_at <= p_now and (s.ended_at is null or s.ended_at > p_now);

  if v_plan.plan_code is null then
    if v_current.source is null or v_current.source not in ('stripe', 'lemonsqueezy') then
      return false;
    end if;
    perform weir.end_subscription(p_customer_id, p_now);
    select r.default_plan into v_default from weir.billing_rules_in_force() as r;
    if exists (select from weir.plans as p where p.plan_code = v_default) and not exists (
      select from weir.plans as p where p.plan_code = v_default and p.retired_at is not null)
    then
      perform weir.insert_subscription(p_customer_id, v_default, 'default', p_now, p_now, null);
    end if;
    perform weir.sync_plan_grants(p_now, array[p_customer_id]);
    return true;
  end if;

  if (v_current.plan_code, v_current.source, v_current.status, v_current.anchor_at, v_current.ended_at)
      is not distinct from (v_plan.plan_code, v_plan.provider, v_plan.status, v_plan.anchor_at, null::timestamptz)
    and v_current.trial_ends_at is not distinct from v_plan.trial_ends_at
  then
    return false;
  end if;
  if v_current.plan_code = v_plan.plan_code and v_current.source = v_plan.provider then
    perform weir.take_back_change(p_customer_id, p_now);
    update weir.subscriptions as s
      set status = v_plan.status, anchor_at = v_plan.anchor_at,
        trial_ends_at = v_plan.trial_ends_at
      where s.customer_id = p_customer_id and s.subscription_id = v_current.subscription_id;
  else
    perform weir.end_subscription(p_customer_id, p_now);
    insert into weir.subscriptions (
        customer_id, subscription_id, plan_code, plan_version, status, anchor_at, started_at, trial_ends_at, source)
      values (p_customer_id, v_new, v_plan.plan_code, v_plan.plan_version, v_plan.status, v_plan.anchor_at, p_now,
        v_plan.trial_ends_at, v_plan.provider);
    if v_current.status <> 'trialing' then
      perform weir.lock_books(p_now, array[p_customer_id]);
      perform weir.report_overage(p_now, array[p_customer_id]); -- as overage of the plan it was used by
      update weir.grants as g set subscription_id = v_new
        where g.customer_id = p_customer_id and g.subscription_id = v_current.subscription_id;
    end if;
  end if;
  perform weir.sync_plan_grants(p_now, array[p_customer_id]);
  return true;
end
$function$;
comment on function weir.follow_billing(uuid, timestamptz) is 'Makes the plan that a customer runs be the one of its payments.';
