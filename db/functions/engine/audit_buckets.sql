-- Purpose: invariants 1 and 2 of buckets: beyond their limit; two of one grant at one instant; held that is not the sum of
--   pending hold lines; used that is not the sum of the ledger's lines. And overruns that are not the sum of the ledger's.
-- Locks: none. Reads whole tables, sorting on disk what work_mem does not hold: run it in one REPEATABLE READ transaction
--   with the other audits, off the peak.
-- Errors: none. Idempotency: reads only.
create or replace function weir.audit_buckets()
returns table (invariant integer, check_name text, customer_id uuid, relation text, key text, expected text,
  found text)
language sql stable security definer
set search_path = ''
set timezone = 'UTC'
as $function$
  with held as (
    select h.customer_id, l.bucket_id, sum(l.quantity) as units
    from weir.holds as h cross join lateral unnest(h.lines) as l
    where h.state = 'pending'
    group by h.customer_id, l.bucket_id
  ), used as (
    select e.customer_id, l.meter, l.overrun, l.bucket_id, sum(l.quantity) as units
    from weir.usage_events as e cross join lateral unnest(e.lines) as l
    where l.bucket_id is not null or l.overrun
    group by e.customer_id, l.meter, l.overrun, l.bucket_id
  ), overrun as (
    select o.customer_id, o.meter, sum(o.quantity) as units from weir.overruns as o group by o.customer_id, o.meter
  ), sequence as (
    select b.*, lag(b.period_end) over (partition by b.customer_id, b.grant_id order by b.period_start) as last_end
    from weir.buckets as b
  )
  select 1, 'bucket_within_limit', b.customer_id, 'buckets', b.bucket_id::text,
    'at most ' || (b.granted::numeric + b.overage_allowed), (b.used::numeric + b.held)::text
  from weir.buckets as b
  where b.used::numeric + b.held > b.granted::numeric + b.overage_allowed or least(b.used, b.held) < 0
  union all
  select 1, 'bucket_periods_apart', s.customer_id, 'buckets', s.bucket_id::text,
    'from ' || s.last_end || ' on', 'from ' || s.period_start || ' on'
  from sequence as s
  where s.period_start < s.last_end
  union all
  select 2, 'bucket_held', coalesce(b.customer_id, h.customer_id), 'buckets', coalesce(b.bucket_id, h.bucket_id)::text,
    coalesce(h.units, 0)::text, coalesce(b.held, 0)::text
  from weir.buckets as b
  full join held as h on h.customer_id = b.customer_id and h.bucket_id = b.bucket_id
  where coalesce(h.units, 0) <> coalesce(b.held, 0)
  union all
  select 2, 'bucket_used', coalesce(b.customer_id, u.customer_id), 'buckets', coalesce(b.bucket_id, u.bucket_id)::text,
    coalesce(u.units, 0)::text, coalesce(b.used, 0)::text
  from weir.buckets as b
  full join (select * from used as u where not u.overrun) as u
    on u.customer_id = b.customer_id and u.bucket_id = b.bucket_id
  where coalesce(u.units, 0) <> coalesce(b.used, 0)
  union all
  select 2, 'overrun', coalesce(o.customer_id, u.customer_id), 'overruns', coalesce(o.meter, u.meter),
    coalesce(u.units, 0)::text, coalesce(o.units, 0)::text
  from overrun as o
  full join (select * from used as u where u.overrun) as u on u.customer_id = o.customer_id and u.meter = o.meter
  where coalesce(u.units, 0) <> coalesce(o.units, 0)
$function$;
comment on function weir.audit_buckets() is 'Invariants 1 and 2: buckets and overruns that do not add up.';
