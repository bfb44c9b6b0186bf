-- Purpose: customers as operators see them: one by its id, those of a user, or a page of all, newest first, after the one
--   with the given time and id (nulls: from the newest). Deleted ones too. The pair is unique, so that customers of one
--   instant are neither skipped nor repeated. The subscription is the one that runs at p_now, as customer_snapshots has it.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.admin_customers(
  p_now timestamptz, p_customer_id uuid, p_user_id uuid, p_before_created_at timestamptz, p_before_customer_id uuid,
  p_limit integer)
returns table (customer_id uuid, kind text, created_at timestamptz, deleted_at timestamptz, status text, plan_code text,
  plan_version integer, period_start timestamptz, period_end timestamptz)
language plpgsql stable security definer
set search_path = ''
as $function$
#variable_conflict use_column
declare
  v_time constant timestamptz := coalesce(p_before_created_at, 'infinity');
  v_id constant uuid := coalesce(p_before_customer_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  v_page uuid[];
begin
  if p_customer_id is not null then
    v_page := array[p_customer_id];
  elsif p_user_id is not null then
    v_page := array(
      select c.customer_id from weir.members as m join weir.customers as c on c.customer_id = m.customer_id
      where m.user_id = p_user_id and (c.created_at, c.customer_id) < (v_time, v_id)
      order by c.created_at desc, c.customer_id desc limit p_limit);
  else
    v_page := array(
      select c.customer_id from weir.customers as c where (c.created_at, c.customer_id) < (v_time, v_id)
      order by c.created_at desc, c.customer_id desc limit p_limit);
  end if;

  return query
    select c.customer_id, c.kind, c.created_at, c.deleted_at,
      case when s.ends_at <= p_now then 'expired' else coalesce(s.status, 'none') end, s.plan_code,
      coalesce(s.plan_version, 0), p.period_start,
      case when s.ends_at > p_now then least(p.period_end, nullif(s.ends_at, 'infinity')) else p.period_end end
    from weir.customers as c
    left join weir.subscriptions as s on s.customer_id = c.customer_id and s.started_at <= p_now
      and (s.ended_at is null or s.ended_at > p_now)
    left join lateral weir.plan_period(s.plan_code, s.plan_version, s.anchor_at, c.zone, p_now) as p
      on s.customer_id is not null
    where c.customer_id = any (v_page)
    order by c.created_at desc, c.customer_id desc;
end
$function$;
comment on function weir.admin_customers(timestamptz, uuid, uuid, timestamptz, uuid, integer)
  is 'Customers as operators see them: one, those of a user, or a page of all.';
