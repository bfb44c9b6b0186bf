-- Purpose: a subscription to the newest version of a plan from p_from on; a trial until p_trial_ends_at, when that is given.
-- Locks: the row it inserts (its caller holds the customer's). The caller syncs the grants.
-- Errors: WE003 the catalog has no such plan. Idempotency: none; its caller decides that one is due.
create or replace function weir.insert_subscription(p_customer_id uuid, p_plan_code text, p_source text,
  p_from timestamptz, p_anchor timestamptz, p_trial_ends_at timestamptz) returns uuid
  language plpgsql
  set search_path = ''
as $function$
declare
  v_plan weir.plans;
  v_id constant uuid := gen_random_uuid();
begin
  select p.* into v_plan from weir.plans as p where p.plan_code = p_plan_code order by p.plan_version desc limit 1;
  if not found or v_plan.retired_at is not null then
    raise exception 'The catalog has no plan %.', quote_literal(p_plan_code) using errcode = 'WE003';
  end if;
  insert into weir.subscriptions
      (customer_id, subscription_id, plan_code, plan_version, status, anchor_at, started_at, trial_ends_at, source)
    values (p_customer_id, v_id, v_plan.plan_code, v_plan.plan_version,
      case when p_trial_ends_at is null then 'active' else 'trialing' end, p_anchor, p_from, p_trial_ends_at, p_source);
  return v_id;
end
$function$;
comment on function weir.insert_subscription(uuid, text, text, timestamptz, timestamptz, timestamptz)
  is 'A subscription to the newest version of a plan.';
