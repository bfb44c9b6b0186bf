-- Purpose: assign_plan by an operator, with its row in the audit log.
-- Answers: changed | unchanged (it is so already), and from when the plan holds.
-- Locks: those of assign_plan, whose first it takes itself.
-- Errors: WE003 unknown plan; WE004 unknown or deleted customer; 22023 an unknown p_when.
-- Idempotency: a repeat changes nothing and is not logged.
create or replace function weir.admin_assign_plan(
  p_now timestamptz, p_actor_kind text, p_actor_id text, p_request_id text, p_customer_id uuid, p_plan_code text, p_when text)
returns table (status text, effective_at timestamptz)
language plpgsql security definer
set search_path = ''
as $function$
#variable_conflict use_column
declare
  v_before jsonb;
  v_after jsonb;
  v_running weir.subscriptions;
  v_change record;
begin
  perform from weir.customers as c where c.customer_id = p_customer_id for update;
  select jsonb_agg(to_jsonb(s) order by s.subscription_id) into v_before
    from weir.subscriptions as s where s.customer_id = p_customer_id;
  select * into v_running from weir.subscriptions as s
    where s.customer_id = p_customer_id and s.started_at <= p_now and s.ends_at > p_now;

  select a.plan_code, a.effective_at into v_change
    from weir.assign_plan(p_customer_id, p_plan_code, 'admin', p_now, p_when) as a;

  select jsonb_agg(to_jsonb(s) order by s.subscription_id) into v_after
    from weir.subscriptions as s where s.customer_id = p_customer_id;
  if v_after is not distinct from v_before then
    return query select 'unchanged', v_change.effective_at;
    return;
  end if;
  perform weir.write_audit(p_now, p_actor_kind, p_actor_id, p_request_id, 'plan.assign', p_customer_id::text, p_customer_id,
    jsonb_build_object('plan', p_plan_code, 'when', p_when, 'effective_at', weir.utc_text(v_change.effective_at),
      'plan_before', v_running.plan_code, 'plan_version_before', v_running.plan_version));
  return query select 'changed', v_change.effective_at;
end
$function$;
comment on function weir.admin_assign_plan(timestamptz, text, text, text, uuid, text, text)
  is 'Changes the plan of a customer by an operator''s hand, and records who did.';
