-- Purpose: assign_plan by an operator, with its row in the audit log.
-- Answers: assigned | unchanged (the customer is on the plan's newest version, in good standing).
-- Locks: those of assign_plan, whose first it takes itself. Errors: WE003 unknown plan; WE004 unknown or deleted customer.
-- Idempotency: a repeat changes nothing and is not logged.
create or replace function weir.admin_assign_plan(
  p_now timestamptz, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_plan_code text)
  returns text
language plpgsql security definer
set search_path = ''
as $function$
declare
  v_before weir.subscriptions;
  v_after weir.subscriptions;
begin
  perform from weir.customers as c where c.customer_id = p_customer_id for update;
  select * into v_before from weir.subscriptions as s where s.customer_id = p_customer_id and s.ended_at is null;
  perform weir.assign_plan(p_customer_id, p_plan_code, 'admin', p_now);
  select * into v_after from weir.subscriptions as s where s.customer_id = p_customer_id and s.ended_at is null;
  if v_after is not distinct from v_before then
    return 'unchanged';
  end if;
  perform weir.write_audit(p_now, p_actor_kind, p_actor_id, p_request_id, 'plan.assign', p_customer_id::text, p_customer_id,
    jsonb_build_object('plan', v_after.plan_code, 'plan_version', v_after.plan_version, 'plan_before', v_before.plan_code,
      'plan_version_before', v_before.plan_version));
  return 'assigned';
end
$function$;
comment on function weir.admin_assign_plan(timestamptz, text, text, text, uuid, text)
  is 'Puts a customer on a plan by an operator''s hand, and records who did.';
