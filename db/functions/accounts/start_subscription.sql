-- Purpose: a subscription to the newest version of a plan from p_now on, with its plan grants.
-- Locks: the row it inserts (its caller holds the customer's); then those of sync_plan_grants.
-- Errors: WE003 the catalog has no such plan. Idempotency: none; its caller decides that one is due.
create or replace function weir.start_subscription(
  p_customer_id uuid, p_plan_code text, p_source text, p_now timestamptz) returns void
  language plpgsql
  set search_path = ''
as $function$
declare
  v_plan weir.plans;
begin
  select p.* into v_plan from weir.plans as p where p.plan_code = p_plan_code order by p.plan_version desc limit 1;
  if not found or v_plan.retired_at is not null then
    raise exception 'The catalog has no plan %.', quote_literal(p_plan_code) using errcode = 'WE003';
  end if;
  insert into weir.subscriptions
      (customer_id, subscription_id, plan_code, plan_version, status, anchor_at, started_at, source)
    values (p_customer_id, gen_random_uuid(), v_plan.plan_code, v_plan.plan_version, 'active', p_now, p_now, p_source);
  perform weir.sync_plan_grants(p_now, array[p_customer_id]);
end
$function$;
comment on function weir.start_subscription(uuid, text, text, timestamptz) is 'A subscription to the newest version of a plan from now on.';
