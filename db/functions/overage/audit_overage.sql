-- Purpose: invariant 2, what Stripe is told of overage: of each bucket the watermark is what its messages sum up to, sent and
--   waiting, with what was carried; what is carried between buckets sums up to nothing; and no more was told than was used
--   beyond what is included, but for what corrections have given back since.
-- Locks: none. Reads whole tables: run it in one REPEATABLE READ transaction with the other audits, off the peak.
-- Errors: none. Idempotency: reads only.
create or replace function weir.audit_overage()
returns table (invariant integer, check_name text, customer_id uuid, relation text, key text, expected text,
  found text)
language sql stable security definer
set search_path = ''
as $function$
  with told as (
    select o.customer_id, o.bucket_id, sum(o.units) as units, count(*) as messages
    from weir.outbox as o group by o.customer_id, o.bucket_id
  ), report as (
    select r.*, b.meter, greatest(greatest(b.used - b.granted, 0) + r.shift_units, 0) as counted
    from weir.overage_reports as r
    join weir.buckets as b on b.customer_id = r.customer_id and b.bucket_id = r.bucket_id
  )
  select 2, 'overage_told', r.customer_id, 'overage_reports', r.bucket_id::text,
    format('%s in %s messages', coalesce(t.units, 0) + r.carried_units, coalesce(t.messages, 0)),
    format('%s in %s messages', r.reported_units, r.reports)
  from report as r
  left join told as t on t.customer_id = r.customer_id and t.bucket_id = r.bucket_id
  where r.reported_units <> coalesce(t.units, 0) + r.carried_units or r.reports <> coalesce(t.messages, 0)
  union all
  select 2, 'overage_carried', r.customer_id, 'overage_reports', r.meter, '0', sum(r.carried_units)::text
  from report as r group by r.customer_id, r.meter having sum(r.carried_units) <> 0
  union all
  select 2, 'overage_beyond_use', r.customer_id, 'overage_reports', r.bucket_id::text,
    'at most ' || r.counted + c.units, r.reported_units::text
  from report as r
  cross join lateral (
    select coalesce(sum(-l.quantity), 0) as units
    from weir.usage_events as e cross join lateral unnest(e.lines) as l
    where e.customer_id = r.customer_id and e.corrects_event_id is not null and l.bucket_id = r.bucket_id and l.quantity < 0
  ) as c
  where r.reported_units > r.counted and r.reported_units > r.counted + c.units
$function$;
comment on function weir.audit_overage() is 'Invariant 2: what Stripe is told of overage is what was used.';
