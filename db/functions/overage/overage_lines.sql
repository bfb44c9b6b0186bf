-- Purpose: the overage of customers' plan buckets at p_now, one row a bucket: as what it is told (nulls: it is not), when it
--   counts, how much there is, and how much of it was told. A bucket is told as its plan's blueprint says while Stripe is paid
--   for the plan; one that has closed as it was told before. One that closed more than 36 days ago, or before the blueprint
--   knew of it, is there only if something was told.
--   What is told of a closed one counts in its last second, for Stripe bills by its own periods; Stripe takes nothing that is
--   older than 35 days, so then it counts now.
-- Locks: none; its caller holds the books where it matters. Errors: none. Idempotency: reads only.
create or replace function weir.overage_lines(p_now timestamptz, p_mode text, p_customer_ids uuid[])
returns table (customer_id uuid, bucket_id bigint, meter text, event_name text, per_units bigint, buyer_id text,
  occurred_at timestamptz, counted bigint, reported bigint, reports integer)
language sql stable
set search_path = ''
set enable_hashjoin = off
set enable_mergejoin = off
as $function$
  select b.customer_id, b.bucket_id, b.meter, t.event_name, t.per_units, t.buyer_id,
    case when c.at <= p_now and c.at > p_now - interval '34 days' then c.at - interval '1 second' else p_now end,
    greatest(greatest(b.used - b.granted, 0) + coalesce(r.shift_units, 0), 0),
    coalesce(r.reported_units, 0), coalesce(r.reports, 0)
  from unnest(p_customer_ids) as k (customer_id)
  join weir.grants as g on g.customer_id = k.customer_id and g.source = 'plan'
  join weir.buckets as b on b.customer_id = g.customer_id and b.grant_id = g.grant_id
  left join weir.overage_reports as r on r.customer_id = b.customer_id and r.bucket_id = b.bucket_id
  left join weir.subscriptions as s
    on s.customer_id = g.customer_id and s.subscription_id = g.subscription_id and s.source = 'stripe'
  left join weir.plan_overages as o
    on o.plan_code = s.plan_code and o.mode = p_mode and o.meter = b.meter and o.since_at < b.period_end
  cross join lateral (select least(b.period_end, g.expires_at) as at) as c
  cross join lateral (
    select r.event_name, r.per_units, r.buyer_id where c.at <= p_now and r.event_name is not null
    union all
    select o.event_name, o.per_units, weir.overage_buyer(b.customer_id, p_mode, s.plan_code)
      where not (c.at <= p_now and r.event_name is not null)
  ) as t
  where coalesce(r.mode = p_mode, true)
    and (r.event_name is not null or o.event_name is not null and c.at > p_now - interval '36 days')
$function$;
comment on function weir.overage_lines(timestamptz, text, uuid[]) is 'The overage of customers'' plan buckets, and what was told of it.';
