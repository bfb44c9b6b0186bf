-- Purpose: changes the plan of a customer to a plan's newest version, by the rule of docs/decisions/0006-limits.md:
--   p_when  auto        what takes nothing away holds at once, else from the end of the period on (weir.plan_is_lower)
--           now         at once: what is used and held stays, and the new amounts apply to the open periods
--           period_end  at the end of the plan's period; a plan whose allowances never renew has none: at once
--   The anchor stays, so that periods go on. A customer whose subscription is a trial, or has ended, starts anew: its
--   periods are counted from p_now. A change that waits is replaced by the next one; back to the plan that runs, it is
--   taken back. Answers the customer as its first owner sees it at p_now, and from when the asked-for plan holds.
-- Locks: the customer's row, its subscriptions; then those of sync_plan_grants.
-- Errors: WE003 unknown plan; WE004 unknown or deleted customer; 22023 an unknown p_when.
-- Idempotency: a repeat changes nothing and notifies nobody.
create or replace function weir.assign_plan(
  p_customer_id uuid, p_plan_code text, p_source text, p_now timestamptz, p_when text default 'auto')
  returns table (customer_id uuid, user_id uuid, role text, kind text, status text, plan_code text,
    plan_version integer, period_start timestamptz, period_end timestamptz, trial_ends_at timestamptz,
    next_plan_code text, next_plan_version integer, next_at timestamptz, source text, ends_at timestamptz,
    paid_keys text[], paid_sources text[], paid_plans text[], paid_versions integer[], paid_until timestamptz[],
    effective_at timestamptz)
  language plpgsql security definer
  set search_path = ''
as $function$
#variable_conflict use_column
declare
  v_version integer := (select max(p.plan_version) from weir.plans as p where p.plan_code = p_plan_code);
  v_current weir.subscriptions;
  v_next weir.subscriptions;
  v_from timestamptz := p_now;
  v_actor uuid;
begin
  if not coalesce(p_when in ('auto', 'now', 'period_end'), false) then
    raise exception 'A plan changes auto, now or period_end.' using errcode = '22023';
  end if;
  perform from weir.customers as c where c.customer_id = p_customer_id and c.deleted_at is null for update;
  if not found then
    raise exception 'There is no such customer.' using errcode = 'WE004';
  end if;

  select * into v_current from weir.subscriptions as s
    where s.customer_id = p_customer_id and s.started_at <= p_now and s.ends_at > p_now;
  select * into v_next from weir.subscriptions as s
    where s.customer_id = p_customer_id and s.started_at > p_now and s.ended_at is null;

  if v_current.status = 'active' and (v_current.plan_code, v_current.plan_version) = (p_plan_code, v_version) then
    v_from := v_current.started_at;
    if v_next.customer_id is not null then
      perform weir.take_back_change(p_customer_id, p_now);
      perform weir.sync_plan_grants(p_now, array[p_customer_id]);
      perform pg_notify('weir_changed', 'customer:' || p_customer_id);
    end if;
  else
    if v_current.status = 'active' and (p_when = 'period_end' or p_when = 'auto' and weir.plan_is_lower(
      v_current.plan_code, v_current.plan_version, p_plan_code, v_version))
    then
      v_from := coalesce((
        select p.period_end from weir.plan_period(
          v_current.plan_code, v_current.plan_version, v_current.anchor_at,
          (select c.zone from weir.customers as c where c.customer_id = p_customer_id), p_now) as p), p_now);
    end if;
    if (v_next.plan_code, v_next.plan_version, v_next.started_at) is distinct from (p_plan_code, v_version, v_from) then
      perform weir.change_subscription(p_customer_id, v_current.subscription_id, p_plan_code, p_source, v_from, p_now);
      perform pg_notify('weir_changed', 'customer:' || p_customer_id);
    end if;
  end if;

  select m.user_id into v_actor from weir.members as m
    where m.customer_id = p_customer_id
    order by array_position('{owner,admin,member}', m.role), m.created_at, m.user_id limit 1;
  return query
    select s.*, v_from from weir.customer_snapshots(v_actor, p_now) as s where s.customer_id = p_customer_id;
end
$function$;
comment on function weir.assign_plan(uuid, text, text, timestamptz, text)
  is 'Changes the plan of a customer, at once or at the period''s end.';
