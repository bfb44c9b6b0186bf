-- Purpose: pins current subscriptions to the newest version of their plan, and makes the grants of that version.
-- Locks: the subscriptions that move, in key order; then those of sync_plan_grants.
-- Errors: none of its own. Idempotency: a second call finds nobody to move.
create or replace function weir.move_subscribers(p_now timestamptz) returns setof weir.catalog_change
  language plpgsql
  set search_path = ''
as $function$
declare
  v_customers uuid[];
  v_plans text[];
begin
  with newest as (
    select p.plan_code, max(p.plan_version) as plan_version from weir.plans as p group by p.plan_code
  ), due as (
    select s.customer_id, s.subscription_id, n.plan_version
    from weir.subscriptions as s
    join newest as n using (plan_code)
    where s.ended_at is null and s.plan_version < n.plan_version
    order by s.customer_id, s.subscription_id
    for update of s
  ), moved as (
    update weir.subscriptions as s set plan_version = d.plan_version
    from due as d
    where (s.customer_id, s.subscription_id) = (d.customer_id, d.subscription_id)
    returning s.customer_id, s.plan_code
  )
  select array_agg(m.customer_id order by m.customer_id), array_agg(m.plan_code) into v_customers, v_plans
    from moved as m;
  if v_customers is null then
    return;
  end if;

  perform weir.sync_plan_grants(p_now, v_customers);
  perform pg_notify('weir_changed', 'customers');
  return query
    select 'change', 'plan', c.code, count(*) || ' subscribers moved to the newest version'
    from unnest(v_plans) as c (code)
    group by c.code
    order by c.code;
end
$function$;
comment on function weir.move_subscribers(timestamptz) is 'Pins current subscriptions to the newest version of their plan.';
