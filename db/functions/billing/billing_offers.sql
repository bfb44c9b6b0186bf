-- Purpose: what a customer's payments offer it at p_now, one row a subscription or licence whose price or product a plan of the
--   catalog has: the plan, until when it is given, its status until and from then, where its months are counted from, and
--   how much the plan is worth (a plan that has more of everything is worth more). The plan's version is the one that the
--   customer runs, else the newest.
--   A licence gives nothing while its order is refunded, disputed or not paid, nor beside a subscription of the same plan that
--   has not ended: then it is that one's, which knows better.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.billing_offers(p_customer_id uuid, p_now timestamptz)
returns table (source text, provider text, plan_code text, plan_version integer, status_while text, access_until timestamptz,
  status_then text, anchor_at timestamptz, worth numeric)
language plpgsql stable -- which keeps its plan: making it takes longer than running it
set search_path = ''
set plan_cache_mode = force_generic_plan
as $function$
#variable_conflict use_column
begin
  return query
  with rules as (
    select * from weir.billing_rules_in_force()
  ), subscription as (
    select s.*
    from weir.billing_subscriptions as s
    where s.customer_id = p_customer_id
    union all
    select s.*
    from weir.billing_customers as b
    join weir.billing_subscriptions as s on s.provider = b.provider and s.mode = b.mode and s.buyer_id = b.buyer_id
    where b.customer_id = p_customer_id and s.customer_id is null
  ), license as (
    select l.*
    from weir.license_keys as l
    where l.customer_id = p_customer_id
    union all
    select l.*
    from weir.billing_customers as b
    join weir.license_keys as l on l.provider = b.provider and l.mode = b.mode and l.buyer_id = b.buyer_id
    where b.customer_id = p_customer_id and l.customer_id is null
  ), paid as ( -- a dispute is no payment: it takes away, and is no sign of money that came
    select s.provider, s.mode, s.object_id,
      coalesce(bool_or(p.state in ('disputed', 'charged_back')), false) or exists (
        select from weir.billing_payments as i
        join weir.billing_payment_links as l on l.provider = i.provider and l.mode = i.mode and l.payment_id = i.object_id
        join weir.billing_payments as d on d.provider = l.provider and d.mode = l.mode and d.intent_id = l.intent_id
        where i.provider = s.provider and i.mode = s.mode and i.subscription_id = s.object_id
          and d.state in ('disputed', 'charged_back')) as disputed,
      min(p.made_at) filter (where p.state not in ('pending', 'failed', 'void') and p.object_id not like 'dispute:%') as first,
      max(p.made_at) filter (where p.state not in ('pending', 'failed', 'void') and p.object_id not like 'dispute:%') as last
    from subscription as s
    left join weir.billing_payments as p
      on p.provider = s.provider and p.mode = s.mode and p.subscription_id = s.object_id
    group by s.provider, s.mode, s.object_id
  ), offered as (
    select 'subscription:' || s.provider || ':' || s.object_id as source, s.provider, pp.plan_code, a.*,
      coalesce(s.period_starts_at, p.first) as anchor_at
    from subscription as s
    join rules as r on r.mode = s.mode
    join paid as p on p.provider = s.provider and p.mode = s.mode and p.object_id = s.object_id
    join weir.plan_prices as pp on pp.provider = s.provider and pp.mode = s.mode and pp.price_id = s.price_id
    cross join lateral weir.billing_access(
      s.status, s.trial_ends_at, s.period_ends_at, s.ends_at, s.paused_free, p.disputed,
      coalesce((
        select min(f.made_at) from weir.billing_payments as f
        where f.provider = s.provider and f.mode = s.mode and f.subscription_id = s.object_id and f.state = 'failed'
          and f.made_at > coalesce(p.last, '-infinity')), s.version_at),
      r.past_due_grace) as a
    union all
    select 'license:' || l.provider || ':' || l.object_id, l.provider, pp.plan_code, 'active',
      coalesce(l.expires_at, 'infinity'), 'none', o.made_at
    from license as l
    join rules as r on r.mode = l.mode
    left join weir.billing_payments as o
      on o.provider = l.provider and o.mode = l.mode and o.object_id = 'order:' || l.order_id
    cross join lateral (
      select pp.plan_code from weir.plan_prices as pp
      where pp.provider = l.provider and pp.mode = l.mode and pp.price_id in (o.price_id, l.product_id)
      order by pp.price_id <> o.price_id nulls last limit 1
    ) as pp
    where l.state in ('inactive', 'active') and coalesce(o.state in ('paid', 'partly_refunded'), true) and not exists (
      select from subscription as s
      join weir.plan_prices as sp on sp.provider = s.provider and sp.mode = s.mode and sp.price_id = s.price_id
      where s.provider = l.provider and s.mode = l.mode and sp.plan_code = pp.plan_code
        and s.status not in ('incomplete', 'ended', 'never_paid'))
  )
  select o.source, o.provider, o.plan_code, v.plan_version, o.status_while, o.access_until, o.status_then,
    coalesce(o.anchor_at, c.created_at),
    (select coalesce(sum(e.hard_limit), 0) from weir.plan_entitlements as e
      where e.plan_code = o.plan_code and e.plan_version = v.plan_version)
  from offered as o
  join weir.customers as c on c.customer_id = p_customer_id
  cross join lateral (
    select coalesce((
        select s.plan_version from weir.subscriptions as s
        where s.customer_id = p_customer_id and s.plan_code = o.plan_code and s.started_at <= p_now and s.ends_at > p_now),
      (select max(p.plan_version) from weir.plans as p where p.plan_code = o.plan_code)) as plan_version
  ) as v
  where v.plan_version is not null;
end
$function$;
comment on function weir.billing_offers(uuid, timestamptz) is 'What a customer''s payments offer it.';
