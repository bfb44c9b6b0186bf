-- Purpose: puts a customer on a plan's newest version from p_now on, and ends a current subscription. A customer that
--   is on that version already, in good standing, stays as it is.
-- Locks: the customer's row, its current subscription; then those of sync_plan_grants.
-- Errors: WE003 unknown plan; WE004 unknown or deleted customer.
-- Idempotency: a repeat changes nothing and notifies nobody.
create or replace function weir.assign_plan(p_customer_id uuid, p_plan_code text, p_source text, p_now timestamptz)
  returns table (customer_id uuid, user_id uuid, role text, kind text, status text, plan_code text,
    plan_version integer, period_start timestamptz, period_end timestamptz)
  language plpgsql security definer
  set search_path = ''
as $function$
#variable_conflict use_column
declare
  v_actor uuid;
begin
  perform from weir.customers as c where c.customer_id = p_customer_id and c.deleted_at is null for update;
  if not found then
    raise exception 'There is no such customer.' using errcode = 'WE004';
  end if;

  if not exists (
    select from weir.subscriptions as s
    where s.customer_id = p_customer_id and s.ended_at is null and s.status = 'active' and s.plan_code = p_plan_code
      and s.plan_version = (select max(p.plan_version) from weir.plans as p where p.plan_code = p_plan_code))
  then
    update weir.subscriptions as s set status = 'canceled', ended_at = greatest(p_now, s.started_at)
      where s.customer_id = p_customer_id and s.ended_at is null;
    perform weir.start_subscription(p_customer_id, p_plan_code, p_source, p_now);
    perform pg_notify('weir_changed', 'customer:' || p_customer_id);
  end if;

  select m.user_id into v_actor from weir.members as m
    where m.customer_id = p_customer_id
    order by array_position('{owner,admin,member}', m.role), m.created_at, m.user_id limit 1;
  return query select s.* from weir.customer_snapshots(v_actor, p_now) as s where s.customer_id = p_customer_id;
end
$function$;
comment on function weir.assign_plan(uuid, text, text, timestamptz) is 'Puts a customer on a plan''s newest version from now on.';
