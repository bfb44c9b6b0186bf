-- Purpose: what admission needs to know of each customer that a user acts for, the balance excepted. The subscription is the
--   one that runs at p_now; a trial that is over is expired from that instant on. The next plan is a change that waits. What
--   is paid for is weir.entitlements, as long as it has not ended.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.customer_snapshots(p_user_id uuid, p_now timestamptz)
  returns table (customer_id uuid, user_id uuid, role text, kind text, status text, plan_code text,
    plan_version integer, period_start timestamptz, period_end timestamptz, trial_ends_at timestamptz,
    next_plan_code text, next_plan_version integer, next_at timestamptz, source text, ends_at timestamptz,
    paid_keys text[], paid_sources text[], paid_plans text[], paid_versions integer[], paid_until timestamptz[])
  language sql stable
  set search_path = ''
as $function$
  select c.customer_id, m.user_id, m.role, c.kind,
    case when s.ends_at <= p_now then 'expired' else coalesce(s.status, 'none') end, s.plan_code,
    coalesce(s.plan_version, 0), p.period_start,
    case when s.ends_at > p_now then least(p.period_end, nullif(s.ends_at, 'infinity')) else p.period_end end,
    case when s.status = 'trialing' then s.trial_ends_at end, n.plan_code, n.plan_version, n.started_at,
    s.source, nullif(s.ends_at, 'infinity'), e.keys, e.sources, e.plans, e.versions, e.until
  from weir.members as m
  join weir.customers as c on c.customer_id = m.customer_id and c.deleted_at is null
  left join weir.subscriptions as s on s.customer_id = c.customer_id and s.started_at <= p_now
    and (s.ended_at is null or s.ended_at > p_now)
  left join weir.subscriptions as n on n.customer_id = c.customer_id and n.started_at > p_now and n.ended_at is null
  left join lateral weir.plan_period(s.plan_code, s.plan_version, s.anchor_at, c.zone, p_now) as p
    on s.customer_id is not null
  cross join lateral (
    select coalesce(array_agg(e.key order by e.key), '{}') as keys,
      coalesce(array_agg(e.source order by e.key), '{}') as sources,
      coalesce(array_agg(coalesce(e.plan_code, '') order by e.key), '{}') as plans,
      coalesce(array_agg(coalesce(e.plan_version, 0) order by e.key), '{}') as versions,
      coalesce(array_agg(e.access_until order by e.key), '{}') as until
    from weir.entitlements as e
    where e.customer_id = c.customer_id and e.access_until > p_now
  ) as e
  where m.user_id = p_user_id
  order by c.customer_id
$function$;
comment on function weir.customer_snapshots(uuid, timestamptz)
  is 'What admission needs to know of each customer that a user acts for.';
