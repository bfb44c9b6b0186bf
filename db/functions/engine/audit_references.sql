-- Purpose: invariant 2, what foreign keys would have promised, had the hot path any: everybody's rows belong to a customer
--   that has books, buckets to a grant of their meter, plan grants to a subscription, meters to the catalog, lines to a
--   bucket of their meter.
-- Locks: none. Reads whole tables: run it in one REPEATABLE READ transaction with the other audits, off the peak.
-- Errors: none. Idempotency: reads only.
create or replace function weir.audit_references()
returns table (invariant integer, check_name text, customer_id uuid, relation text, key text, expected text,
  found text)
language sql stable security definer
set search_path = ''
as $function$
  with line as (
    select distinct 'holds' as relation, h.customer_id, l.bucket_id, l.meter
    from weir.holds as h cross join lateral unnest(h.lines) as l
    union
    select 'usage_events', e.customer_id, l.bucket_id, l.meter
    from weir.usage_events as e cross join lateral unnest(e.lines) as l
  ), owner as (
    select 'books' as relation, b.customer_id from weir.books as b
    union select 'grants', g.customer_id from weir.grants as g
    union select 'buckets', b.customer_id from weir.buckets as b
    union select 'holds', h.customer_id from weir.holds as h
    union select 'tallies', t.customer_id from weir.tallies as t
    union select 'overruns', o.customer_id from weir.overruns as o
    union select 'usage_events', e.customer_id from weir.usage_events as e
    union select 'usage_keys', k.customer_id from weir.usage_keys as k
  )
  select 2, 'customer_there', o.customer_id, o.relation, o.customer_id::text, 'a customer with books',
    case when c.customer_id is null then 'no customer' else 'no books' end
  from owner as o
  left join weir.customers as c on c.customer_id = o.customer_id
  left join weir.books as b on b.customer_id = o.customer_id
  where c.customer_id is null or b.customer_id is null
  union all
  select 2, 'bucket_grant_there', b.customer_id, 'buckets', b.bucket_id::text, 'grant ' || b.grant_id || ' of ' || b.meter,
    coalesce('grant of ' || g.meter, 'none')
  from weir.buckets as b
  left join weir.grants as g on g.customer_id = b.customer_id and g.grant_id = b.grant_id
  where g.meter is distinct from b.meter
  union all
  select 2, 'grant_subscription_there', g.customer_id, 'grants', g.grant_id::text, 'subscription ' || g.subscription_id,
    'none'
  from weir.grants as g
  left join weir.subscriptions as s on s.customer_id = g.customer_id and s.subscription_id = g.subscription_id
  where g.subscription_id is not null and s.subscription_id is null
  union all
  select 2, 'meter_there', l.customer_id, l.relation, l.meter, 'a meter of the catalog', 'none'
  from (
    select l.relation, l.customer_id, l.meter from line as l
    union
    select 'grants', g.customer_id, g.meter from weir.grants as g
  ) as l
  left join weir.meters as m on m.meter = l.meter
  where m.meter is null
  union all
  select 2, 'line_bucket_there', l.customer_id, l.relation, 'bucket ' || l.bucket_id, 'a bucket of ' || l.meter,
    coalesce('a bucket of ' || b.meter, 'none')
  from line as l
  left join weir.buckets as b on b.customer_id = l.customer_id and b.bucket_id = l.bucket_id
  where l.bucket_id is not null and b.meter is distinct from l.meter
$function$;
comment on function weir.audit_references() is 'Invariant 2: rows that belong to nothing.';
