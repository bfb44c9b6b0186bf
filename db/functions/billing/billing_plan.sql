-- Purpose: the plan that a customer's payments give it at p_now, or (status past_due or paused) the one that they would give,
--   were they in order; no row when they say nothing of a plan. Of several the one worth most is taken, what is given first.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.billing_plan(p_customer_id uuid, p_now timestamptz)
returns table (plan_code text, plan_version integer, provider text, status text, anchor_at timestamptz,
  trial_ends_at timestamptz, access_until timestamptz)
language sql stable
set search_path = ''
as $function$
  select o.plan_code, o.plan_version, o.provider, s.status, o.anchor_at,
    case when s.status = 'trialing' then nullif(o.access_until, 'infinity') end,
    case when o.access_until > p_now then o.access_until end
  from weir.billing_offers(p_customer_id, p_now) as o
  cross join lateral (
    select case when o.access_until > p_now then o.status_while else o.status_then end as status
  ) as s
  where s.status <> 'none'
  order by o.access_until > p_now desc, s.status = 'past_due' desc, o.worth desc, o.plan_code collate "C",
    o.source collate "C" desc
  limit 1
$function$;
comment on function weir.billing_plan(uuid, timestamptz) is 'The plan that a customer''s payments give it.';
