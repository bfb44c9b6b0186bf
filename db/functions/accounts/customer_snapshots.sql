-- Purpose: what admission needs to know of each customer that a user acts for, the balance excepted. The subscription is the
--   one that runs at p_now; a trial that is over is expired from that instant on. The next plan is a change that waits.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.customer_snapshots(p_user_id uuid, p_now timestamptz)
  returns table (customer_id uuid, user_id uuid, role text, kind text, status text, plan_code text,
    plan_version integer, period_start timestamptz, period_end timestamptz, trial_ends_at timestamptz,
    next_plan_code text, next_plan_version integer, next_at timestamptz)
  language sql stable
  set search_path = ''
as $function$
  select c.customer_id, m.user_id, m.role, c.kind,
    case when s.ends_at <= p_now then 'expired' else coalesce(s.status, 'none') end, s.plan_code,
    coalesce(s.plan_version, 0), p.period_start,
    case when s.ends_at > p_now then least(p.period_end, nullif(s.ends_at, 'infinity')) else p.period_end end,
    case when s.status = 'trialing' then s.trial_ends_at end, n.plan_code, n.plan_version, n.started_at
  from weir.members as m
  join weir.customers as c on c.customer_id = m.customer_id and c.deleted_at is null
  left join weir.subscriptions as s on s.customer_id = c.customer_id and s.started_at <= p_now
    and (s.ended_at is null or s.ended_at > p_now)
  left join weir.subscriptions as n on n.customer_id = c.customer_id and n.started_at > p_now and n.ended_at is null
  left join lateral weir.plan_period(s.plan_code, s.plan_version, s.anchor_at, c.zone, p_now) as p
    on s.customer_id is not null
  where m.user_id = p_user_id
  order by c.customer_id
$function$;
comment on function weir.customer_snapshots(uuid, timestamptz)
  is 'What admission needs to know of each customer that a user acts for.';
