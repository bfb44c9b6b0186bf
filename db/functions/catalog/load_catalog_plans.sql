-- Purpose: the plans of load_catalog, each version with its own entitlements and limits and with the routes of its code
--   and as what providers sell it and its overage.
--   A subscription pins its version until it has ended; one that ends later has its end written already. A plan that was ever
--   sold stays: a payment may still give it, from one message to the next.
-- Locks: none. Errors: none. Idempotency: reads only.
create or replace function weir.load_catalog_plans() returns jsonb
  language sql stable
  set search_path = ''
as $function$
  with wanted as (
    select p.plan_code, p.plan_version, p.name, p.trial_days,
      p.plan_version = max(p.plan_version) over (partition by p.plan_code) as newest,
      bool_or(s.pinned) over (partition by p.plan_code) as code_pinned,
      s.pinned, p.retired_at
    from weir.plans as p
    cross join lateral (
      select exists (
        select from weir.subscriptions as c
        where c.plan_code = p.plan_code and c.plan_version = p.plan_version
          and (c.ended_at is null or c.status in ('trialing', 'active', 'past_due', 'paused'))) as pinned
    ) as s
  )
  select coalesce(jsonb_agg(jsonb_build_object(
      'code', w.plan_code, 'version', w.plan_version, 'name', w.name, 'trial_days', coalesce(w.trial_days, 0),
      'entitlements', e.list, 'limits', l.list, 'routes', r.list, 'prices', s.list,
      'overages', o.list) order by w.plan_code, w.plan_version), '[]')
  from wanted as w
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object(
        'key', e.key, 'kind', e.kind, 'value', e.value, 'included', coalesce(e.included, 0),
        'hard_limit', coalesce(e.hard_limit, 0), 'period', coalesce(e.period, 'lifetime')) order by e.key), '[]') as list
    from weir.plan_entitlements as e
    where e.plan_code = w.plan_code and e.plan_version = w.plan_version
  ) as e
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object(
        'code', l.limit_code, 'meter', l.meter, 'scope', l.scope, 'period', l.period, 'window_seconds', l.window_s,
        'amount', l.amount) order by l.limit_code), '[]') as list
    from weir.plan_limits as l
    where l.plan_code = w.plan_code and l.plan_version = w.plan_version
  ) as l
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object(
        'capability', r.capability,
        'target', jsonb_build_object('provider', r.provider, 'model', r.model, 'tier', r.tier),
        'fallback', case when r.fallback_provider is not null then jsonb_build_object(
          'provider', r.fallback_provider, 'model', r.fallback_model, 'tier', r.fallback_tier) end,
        'first_byte_timeout', r.first_byte_timeout_ms, 'timeout', r.timeout_ms, 'params', r.params)
      order by r.capability), '[]') as list
    from weir.plan_model_routing as r
    where r.plan_code = w.plan_code
  ) as r
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object(
        'provider', s.provider, 'mode', s.mode, 'price_id', s.price_id, 'is_product', s.is_product,
        'sold', s.retired_at is null)
      order by s.provider, s.mode, s.price_id), '[]') as list
    from weir.plan_prices as s
    where s.plan_code = w.plan_code
  ) as s
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object(
        'mode', o.mode, 'meter', o.meter, 'event_name', o.event_name, 'per_units', o.per_units)
      order by o.mode, o.meter), '[]') as list
    from weir.plan_overages as o
    where o.plan_code = w.plan_code
  ) as o
  where w.pinned or w.newest and (w.retired_at is null or w.code_pinned or exists (
    select from weir.plan_prices as k where k.plan_code = w.plan_code))
$function$;
comment on function weir.load_catalog_plans() is 'Part of load_catalog.';
