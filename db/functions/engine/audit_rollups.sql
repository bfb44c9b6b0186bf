-- Purpose: invariant 2 of rollups: rows of usage_daily and usage_monthly that are not the sum of the ledger, by column.
--   A correction is no event.
-- Locks: none. Reads whole tables, sorting on disk what work_mem does not hold: run it in one REPEATABLE READ transaction
--   with the other audits, off the peak.
-- Errors: none. Idempotency: reads only.
create or replace function weir.audit_rollups()
returns table (invariant integer, check_name text, customer_id uuid, relation text, key text, expected text,
  found text)
language sql stable security definer
set search_path = ''
as $function$
  with fact as (
    select e.customer_id, (e.occurred_at at time zone 'UTC')::date as day, '' as meter, coalesce(e.feature, '') as feature,
      (e.corrects_event_id is null)::integer as events, 0::bigint as quantity, e.input_tokens, e.cached_input_tokens,
      e.cache_write_tokens, e.output_tokens, e.reasoning_tokens, e.cost_nano_usd
    from weir.usage_events as e
    union all
    select e.customer_id, (e.occurred_at at time zone 'UTC')::date, l.meter, coalesce(e.feature, ''), 0, l.quantity,
      0, 0, 0, 0, 0, 0
    from weir.usage_events as e cross join lateral unnest(e.lines) as l
  ), ledger as (
    select p.rollup, f.customer_id, p.day, f.meter, f.feature, sum(f.events) as events, sum(f.quantity) as quantity,
      sum(f.input_tokens) as input_tokens, sum(f.cached_input_tokens) as cached_input_tokens,
      sum(f.cache_write_tokens) as cache_write_tokens, sum(f.output_tokens) as output_tokens,
      sum(f.reasoning_tokens) as reasoning_tokens, sum(f.cost_nano_usd) as cost_nano_usd
    from fact as f
    cross join lateral (
      values ('usage_daily', f.day), ('usage_monthly', date_trunc('month', f.day)::date)) as p (rollup, day)
    group by p.rollup, f.customer_id, p.day, f.meter, f.feature
  ), stored as (
    select 'usage_daily' as rollup, d.* from weir.usage_daily as d
    union all
    select 'usage_monthly', m.* from weir.usage_monthly as m
  ), rollup as (
    -- quantities by meter; what is of events and not of meters in one row over all meters
    select s.rollup, s.customer_id, s.day, s.feature, k.meter, sum(k.events) as events, sum(k.quantity) as quantity,
      sum(k.input_tokens) as input_tokens, sum(k.cached_input_tokens) as cached_input_tokens,
      sum(k.cache_write_tokens) as cache_write_tokens, sum(k.output_tokens) as output_tokens,
      sum(k.reasoning_tokens) as reasoning_tokens, sum(k.cost_nano_usd) as cost_nano_usd
    from stored as s
    cross join lateral (
      select '' as meter, s.events, 0::bigint as quantity, s.input_tokens, s.cached_input_tokens, s.cache_write_tokens,
        s.output_tokens, s.reasoning_tokens, s.cost_nano_usd
      union all
      select s.meter, 0, s.quantity, 0, 0, 0, 0, 0, 0
    ) as k
    group by s.rollup, s.customer_id, s.day, s.feature, k.meter
  )
  select 2, 'rollup', coalesce(r.customer_id, l.customer_id), coalesce(r.rollup, l.rollup),
    concat_ws(' ', coalesce(r.day, l.day), 'meter=' || coalesce(r.meter, l.meter),
      'feature=' || coalesce(r.feature, l.feature), c.name),
    c.expected::text, c.actual::text
  from rollup as r
  full join ledger as l on l.rollup = r.rollup and l.customer_id = r.customer_id and l.day = r.day
    and l.meter = r.meter and l.feature = r.feature
  cross join lateral (values
    ('events', coalesce(l.events, 0), coalesce(r.events, 0)),
    ('quantity', coalesce(l.quantity, 0), coalesce(r.quantity, 0)),
    ('input_tokens', coalesce(l.input_tokens, 0), coalesce(r.input_tokens, 0)),
    ('cached_input_tokens', coalesce(l.cached_input_tokens, 0), coalesce(r.cached_input_tokens, 0)),
    ('cache_write_tokens', coalesce(l.cache_write_tokens, 0), coalesce(r.cache_write_tokens, 0)),
    ('output_tokens', coalesce(l.output_tokens, 0), coalesce(r.output_tokens, 0)),
    ('reasoning_tokens', coalesce(l.reasoning_tokens, 0), coalesce(r.reasoning_tokens, 0)),
    ('cost_nano_usd', coalesce(l.cost_nano_usd, 0), coalesce(r.cost_nano_usd, 0))) as c (name, expected, actual)
  where c.expected <> c.actual
$function$;
comment on function weir.audit_rollups() is 'Invariant 2: rollup rows that are not the sum of the ledger.';
